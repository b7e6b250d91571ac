import { type NameGroup, words } from './group.ts'

/** Names common among white British families. Commonest first: `favour` draws from the head. */
export const british: NameGroup = {
  girls:
    words(`Olivia Amelia Isla Ava Lily Freya Ivy Florence Willow Grace Poppy Evie Ella Elsie Daisy Rosie Millie Phoebe
    Sophie Charlotte Matilda Harper Evelyn Emily Isabella Mia Maisie Alice Ruby Erin Penelope Robyn Chloe Lottie Holly Bonnie
    Eliza Orla Violet Jessica Lucy Hannah Molly Eleanor Martha Beatrice Imogen Thea Aurora Nancy Darcie Amber Lola Summer
    Jasmine Georgia Bethany Abigail Megan Leah Heidi Zara Lyla Mabel Edith Hallie Margot Ottilie Nell Iris Clara Esme Rose
    Summer Scarlett Paige Libby Tilly Lacey Faith Keira Skye Naomi Tabitha Connie Betsy Ada Sienna Gracie Lexi Francesca
    Niamh Rebecca Sarah Harriet Annabelle Isobel Jodie Courtney Shannon Ellie Katie`),
  boys: words(`Noah Oliver George Arthur Leo Oscar Theodore Freddie Henry Archie Charlie Jack Harry Alfie Thomas Jacob Finley
    William Teddy Theo Isaac James Edward Lucas Albie Max Alexander Reggie Louie Roman Tommy Jude Hudson Rory Arlo Ezra Hugo
    Mason Toby Joshua Sonny Elijah Logan Reuben Harrison Sebastian Ethan Dylan Luca Jackson Daniel Joseph Samuel Benjamin
    Caleb Rowan Grayson Ralph Frankie Jenson Felix Ronnie Bobby Stanley Zachary Ellis Otis Nathan Ollie Riley Kai Blake Jaxon
    Luke Adam Connor Liam Callum Kieran Ryan Tyler Jordan Brandon Lewis Aaron Cameron Owen Rhys Declan Finlay Ewan Angus
    Hamish Robert Peter Matthew Christopher Elliot Wilfred Ernie Monty Rupert`),
  mothers:
    words(`Sarah Emma Claire Laura Rebecca Kelly Nicola Gemma Victoria Samantha Rachel Charlotte Hannah Amy Stacey Lisa
    Natalie Kerry Katie Danielle Jade Leanne Michelle Kirsty Louise Jennifer Hayley Donna Zoe Lucy Chloe Becky Helen Joanne
    Tracey Vicky Lauren Sophie Holly Karen`),
  fathers:
    words(`David James Paul Andrew Christopher Mark Daniel Matthew Stephen Michael Lee Craig Darren Ryan Adam Robert Ben
    Richard Gary Simon Scott Jamie Luke Tom Kevin Dean Stuart Wayne Neil Martin Ashley Liam Aaron Ross Shaun Gareth Carl Jason`),
  surnames:
    words(`Smith Jones Taylor Brown Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall
    Wood Jackson Clarke Harris Clark Turner Hill Cooper Ward Moore Morris Lee Baker Harrison Morgan Allen Scott Watson Parker
    James Bennett Young Phillips Richardson Mitchell Bailey Carter Cook Shaw Bell Collins Morrison Kelly Miller Cox Marshall
    Simpson Price Anderson Adams Wilkinson Foster Ellis Murphy Chapman Mason Gray Richards Webb Rogers Hunt Mills Holmes Palmer
    Matthews Gibson Fisher Barnes Knight Lloyd Butler Russell Barker Stevens Jenkins Murray Dixon Harvey Graham Pearson
    Fletcher Walsh Howard Andrews Stewart Ford Elliott Reynolds Fox Saunders Gordon Payne West Newman Lawrence Day Armstrong
    Perry Hughes Brooks Spencer Hudson Burton Atkinson Nicholson Hart Lowe Riley Doherty Byrne Gallagher Metcalfe Ashworth
    Hargreaves Entwistle Bramley Thistlethwaite Pickering Sowerby Tattersall Winterbottom Ogden Birtwistle Kershaw Pinder
    Alderson Coates Raine Stobbart Nixon Tyson Fell Dent Garnett Postlethwaite Braithwaite Musgrave Huddleston Lowther`),
}
