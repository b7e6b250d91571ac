import { type NameGroup, words } from './group.ts'

/** West, East and southern African families. */
export const african: NameGroup = {
  girls:
    words(`Chiamaka Adaeze Amara Temi Ebun Abena Akua Esi Blessing Precious Naomi Esther Zawadi Hibo Hodan Ifrah Selam
    Rahel Nyasha Rufaro Tendai Favour Divine Chidera Simisola Wanjiru`),
  boys: words(`Chidi Emeka Tobi Kwame Kofi Kwaku David Samuel Emmanuel Joshua Daniel Abdi Liban Yonas Dawit Tinashe Tawanda Kuda
    Ifeanyi Obinna Segun Femi Moses Ngũgĩ Kelechi Ayo`),
  mothers: words('Grace Ngozi Folake Ama Comfort Mercy Faith Hodan Amina Selam Chipo Rumbidzai Adwoa Joy Patience'),
  fathers: words('Emmanuel Chukwudi Kwabena Olu Samuel Abdi Yohannes Tapiwa Felix Godfrey Kayode Isaac Peter'),
  surnames:
    words(`Okafor Mensah Adeyemi Owusu Boateng Okonkwo Asante Balogun Eze Abdi Ali Mohamed Warsame Tesfay Haile Moyo Ndlovu
    Chikwanha Osei Appiah Nwosu Adebayo Kamau wa-Thiong'o Mutasa Bello Ibrahim Sesay Kamara`),
}

export const caribbean: NameGroup = {
  girls: words('Amara Kiara Aaliyah Shanice Tianna Nevaeh Imani Renée Zuri Tamara Jada Keisha Naomi Destiny'),
  boys: words('Jayden Marcus Malachi Tyrese Isaiah Elijah Micah Kymani Dante Jerome Tyrell Caleb Josiah Zion'),
  mothers: words('Marcia Sharon Natasha Simone Tanya Michelle Yvonne Chantelle Keisha'),
  fathers: words('Winston Delroy Leroy Marlon Andre Trevor Curtis Jermaine Devon'),
  surnames: words(
    'Campbell Williams Francis Grant Gordon Bailey Henry Thomas Clarke Reid Powell Douglas Blake Bartley Samuels',
  ),
}
