/** More short and pet forms, as `nicknames.ts` has them: Polish and other Eastern European, West African, and a few English. */
export const worldNicknames = `
abdulrahman: abdi
abdullah: abdi
adam: adas
adrian: adi
aleksander: olek alek
alexandru: alex sandu
alicja: ala alka
amelia: melka
andreea: andra
antoni: antek antos
antonina: tosia
barbara: basia
chinedu: nedu
chukwuemeka: emeka
dawid: dave
emilia: emilka milka
filip: fifi
franciszek: franek franio
gabriela: gabi gabrysia
hanna: hania hanka
harrison: harry harri
helena: hela helenka
ifeoluwa: ife
jakub: kubus
jan: jas janek
joanna: asia
julia: julka
karolina: karola
krzysztof: krzysiek
lena: lenka
lukasz: lukaszek
maja: majka
maria: marysia mania
mateusz: mati
mikolaj: miki
natalia: natalka
nikola: nika
olamide: ola lami
oliwia: oliwka
pawel: pawelek
piotr: piotrek
reuben: rube
stanislaw: stas staszek stasiek
szymon: szymek
temiloluwa: temi
tobias: toby tobi
tomasz: tomek
weronika: wera
wiktoria: wika wiki
zuzanna: zuzia zuza zuzka
`
