/**
 * Spellings of one forename, a group to a line, the first being the one compared. Written for this product from common
 * knowledge of names in Britain and Ireland. Only spellings of the same name stand together: Anna and Hannah, Luca and
 * Lucas, Amelia and Amelie are given to sisters and brothers, and a twin rule that took them for one name would join twins.
 * Short forms are in `nicknames.ts`, because one short form may serve several names.
 */
export const britishForenames = `
adam aadam
alan allan allen alun
alistair alastair alasdair alister
amelia emelia amilia
amy aimee ami amie
ann anne
annabel annabelle anabel anabelle
aaron arron aron aaran
aiden aidan ayden aydan
bethany bethanie bethani
brandon branden
brian bryan
brooke brook
bryony briony
caitlin kaitlin katelyn kaitlyn catelyn caitlyn katelin caitlinn
caleb kaleb
callum calum kallum
cameron kameron camron
carl karl
catherine katherine kathryn catharine katharine cathryn kathrine
charlotte sharlotte
chelsea chelsey chelsie
chloe cloe khloe chloie
christina kristina cristina
christopher kristopher cristopher
claire clare clair
connor conor conner konnor
corey cory kory korey
courtney courtenay
craig kraig
darcy darcey darcie
darren daren
declan deklan
denis dennis
dylan dillon dillan dylon
eleanor elinor elenor eleanore eleanora
elizabeth elisabeth elisabet elspeth
elliot eliot elliott eliott
emily emilie emilly emelie
erin eryn
ethan eathan
evie evi
faye fay fae
finley finlay findlay
finn fynn fionn
frances francis
freya freyja freja
gemma jemma
geoffrey jeffrey geoffery jeffery
graham graeme grahame
harley harleigh
harvey harvie
hayden haydn
hayley hailey haley hayleigh haleigh
heidi heidy
holly hollie holli
hugh huw hew
imogen imogene
isaac isaak izaac izaak
isabel isabelle isobel isabell isobelle izabel ysabel
jacqueline jaqueline jacquelyn
jaden jayden jaiden jaydon jaydn
jake jaik
jamie jaime jamey
jared jarred jarrod
jasper jaspar
jay jai
jodie jody
john jon
jonathan jonathon johnathan johnathon
jordan jordon jordyn
joseph josef jozef yosef
josh joshua
julian julien
justine justyne
kai kye
kayla kaylah kaela
kayleigh kaylee kayley caylee kaleigh
keira kiera kira ciara ciera
kelly kelley kelli
kelsey kelsie
keeley keely
kenzie kenzi
kian cian
kieran kieron ciaran keiran kieren ciaron
kristian cristian
kyle kile
lacey lacy laci
laura lora
lauren loren lauryn
lawrence laurence lorence
leah lea lia leia
lee leigh
lewis louis luis louie
lexi lexie lexy
libby libbie
lily lilly lillie lilie
lindsay lindsey linsey
lorraine loraine
louisa luisa
louise luise
lucy lucie luci
luke luc
lydia lidia
lynn lynne lyn
madeleine madeline madelaine madelyn
madison maddison madisyn
maisie maisy mazie
marc mark
martin martyn
mason mayson
matthew mathew matheo
maya maia mya
mia miah miya
megan meghan meagan meaghan
melissa melisa
millie milly
mollie molly
nathan nathen
natalie nathalie nataly
niamh neve nieve neave
nicholas nicolas nickolas
nicola nichola nikola
nicole nichole
oisin osheen
oliver olivier
orla orlagh
owen owain
paige page
patrick padraig patryk
peter petar
phoebe pheobe phebe
poppy poppie
quinn quin
rachel rachael racheal raquel
rebecca rebekah rebeca
reece rhys reese rees rhyce
reuben ruben
riley ryley reilly rylee
robyn robin
roisin rosheen
rory ruari ruairi
rosie rosy
roxanne roxane
sabrina sabreena
saoirse sersha
sarah sara sarrah
scarlett scarlet
scott scot
sean shaun shawn
shannon shanon
shelley shelly
siobhan shivaun
skye sky
sorcha sorca
spencer spenser
stacey stacy stacie
stephanie stefanie stephany
stephen steven stephan stefan steffan stefano
stewart stuart
summer sumer
tegan teagan
teresa theresa
tiffany tiffani
tracey tracy
tristan tristram
tyler tylor
vivien vivian vivienne
willow wilow
zachary zackary zachery zakary
zoe zoey zoie
hannah hanna hana hannha
isabella izabella isabela
johanna johana
eoin eoghan
miriam myriam
jasmine jasmin jazmin jasmyn
sophie sofie sophy
abigail abigale abbigail abigayle
`
