import { type NameGroup, words } from './group.ts'

/** Polish families: the ending of a surname agrees with its bearer. */
export const polish: NameGroup = {
  girls: words(
    'Zofia Julia Maja Hanna Lena Zuzanna Oliwia Amelia Nadia Wiktoria Alicja Natalia Gabriela Pola Łucja Kinga Zoë',
  ),
  boys: words(
    'Jakub Antoni Szymon Filip Aleksander Franciszek Mikołaj Wojciech Adam Michał Marcel Oskar Kacper Tymon Bartosz Łukasz',
  ),
  mothers: words('Agnieszka Katarzyna Anna Magdalena Monika Ewa Joanna Aleksandra Małgorzata Beata Dorota'),
  fathers: words('Piotr Krzysztof Tomasz Marcin Paweł Andrzej Grzegorz Łukasz Rafał Sławomir Dariusz'),
  surnames:
    words(`Kowalski Wiśniewski Wójcik Nowak Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Mazur
    Jankowski Krawczyk Piotrowski Grabowski Łukasik Pawłowski Sikora Baran`),
  womenSurnames:
    words(`Kowalska Wiśniewska Wójcik Nowak Kamińska Lewandowska Zielińska Szymańska Woźniak Dąbrowska Kozłowska Mazur
    Jankowska Krawczyk Piotrowska Grabowska Łukasik Pawłowska Sikora Baran`),
}

export const romanian: NameGroup = {
  girls: words('Maria Andreea Sofia Ioana Elena Daria Antonia Bianca Alexandra Teodora Ștefania Iulia Larisa'),
  boys: words('Andrei David Matei Luca Ștefan Alexandru Gabriel Ionuț Răzvan Darius Mihai Cristian Rareș'),
  mothers: words('Mihaela Elena Ana Cristina Daniela Raluca Gabriela Florentina Oana'),
  fathers: words('Ion Marian Florin Adrian Cătălin Vasile Dumitru Sorin Bogdan'),
  surnames: words(
    'Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Munteanu Ciobanu Rusu Lăcătuș Moldovan Șerban Dobre',
  ),
}

export const welsh: NameGroup = {
  girls: words('Seren Cerys Ffion Carys Nia Efa Mali Gwen Lowri Elin Non Megan Alys Eira Catrin Bronwen Siân'),
  boys: words('Osian Macsen Gethin Ifan Gruffydd Elis Dafydd Llŷr Huw Cai Rhodri Steffan Owain Emyr Iwan Tomos'),
  mothers: words('Siân Rhian Bethan Angharad Lowri Eleri Nerys Haf Menna'),
  fathers: words('Gareth Rhys Dylan Huw Geraint Aled Ieuan Gwyn Emlyn'),
  surnames: words(
    'Llewellyn Pugh Gwilym Bowen Prosser Vaughan Rees Griffiths Lloyd Parry Probert Powell Beynon Morgan ap-Rhys',
  ),
}

export const irish: NameGroup = {
  girls: words('Niamh Aoife Saoirse Caoimhe Roisin Ciara Clodagh Erin Sinéad Aisling Maeve Orlaith'),
  boys: words('Cillian Oisín Conor Fionn Darragh Seán Tadhg Cormac Eoin Patrick Declan Ruairí'),
  mothers: words('Siobhan Sinéad Deirdre Maeve Bridget Orla Grainne Una'),
  fathers: words('Patrick Sean Declan Brendan Eamon Michael Cathal Niall'),
  surnames: words(
    "O'Brien Murphy Kelly O'Connor Doherty Gallagher Ward McDonagh Connors Joyce Byrne O'Neill Maughan Brennan Walsh",
  ),
}
