/** What the test's own mail server proves itself by on this machine, until 2126: made for tests, and trusted by nothing else. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUSEOasnt6+CWC2ruPJej8gfnBH/4wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbWFpbC50ZXN0MCAXDTI2MTEzMDAzNDUwNFoYDzIxMjYxMTA2
MDM0NTA0WjAUMRIwEAYDVQQDDAltYWlsLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQ7YWnv77QfM3syENqDFghzn8wS8R2uQvyTW41aegedDfgs84/UBcOt
JFU2HZ/DkiHx3ayBnw+fNLAOwl/NYmg8o28wbTAdBgNVHQ4EFgQUCi/BY0EyaUfS
KuHtJwlpmpN42qUwHwYDVR0jBBgwFoAUCi/BY0EyaUfSKuHtJwlpmpN42qUwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhAL1IahoY7B7grEqY2I4NqTouIzNANr6BNU9gDJmAX/NpAiEA
wYIryGTJ4ZpeUbaXkkMzcgAWDuzQAHL5wiHzuGmVcbs=
-----END CERTIFICATE-----
`
/** Its key: a secret of nobody. */
export const certificateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgywWpWuheaX/SAOlJ
lf5nguHZ++hsAOB0JNqXQ31GytShRANCAAQ7YWnv77QfM3syENqDFghzn8wS8R2u
QvyTW41aegedDfgs84/UBcOtJFU2HZ/DkiHx3ayBnw+fNLAOwl/NYmg8
-----END PRIVATE KEY-----
`
