/** More short and pet forms, as `nicknames.ts` has them: Polish and other Eastern European, West African, Welsh, and a few English. */
export const worldNicknames = `
abdullah: abdi
abdulrahman: abdi
adaeze: ada
adam: adas
adedayo: dayo
adekunle: kunle
adewale: wale
adeyinka: yinka
adrian: adi
aleksander: olek alek
alexandru: alex sandu
alicja: ala alka
amelia: melka
andreea: andra
antoni: antek antos
antonina: tosia
ayodele: ayo dele
babatunde: tunde
bamidele: dele
barbara: basia
chiamaka: amaka
chinedu: nedu
chukwuemeka: emeka
damilare: dare dami
dawid: dave
emilia: emilka milka
filip: fifi
folasade: sade
franciszek: franek franio
funmilayo: funmi
gabriela: gabi gabrysia
gruffydd: gruff guto
hanna: hania hanka
harrison: harry harri
helena: hela helenka
ifeoluwa: ife
ikechukwu: ike
jakub: kubus
jan: jas janek
joanna: asia
julia: julka
karolina: karola
krzysztof: krzysiek
lena: lenka
llewelyn: llew
lukasz: lukaszek
maja: majka
maria: marysia mania
mateusz: mati
mikolaj: miki
natalia: natalka
nikola: nika
nkechinyere: nkechi
olajumoke: jumoke
olakunle: kunle
olamide: ola lami
olawale: wale
olayinka: yinka
oliwia: oliwka
olufemi: femi
olufunmilayo: funmi
oluwaseyi: seyi
oluwatobi: tobi
oluwatobiloba: tobi tobiloba
opeyemi: ope yemi
pawel: pawelek
piotr: piotrek
reuben: rube
simisola: simi
somtochukwu: somto
stanislaw: stas staszek stasiek
szymon: szymek
temiloluwa: temi
titilayo: titi
tobias: toby tobi
tolulope: tolu
tomasz: tomek
tomos: twm
uchenna: uche
weronika: wera
wiktoria: wika wiki
zuzanna: zuzia zuza zuzka
`
