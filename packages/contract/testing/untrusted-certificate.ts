/**
 * A key and a certificate that nobody trusts, for servers on loopback whose TLS must be refused. They protect nothing.
 * Made by: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=loopback
 * -addext subjectAltName=IP:127.0.0.1
 */
export const untrusted = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgll0edK7zy21pSm0b
dgkXFh6mAswBCMsrLcebCjNjvAOhRANCAAQF2zdgYchCUBduR1excxZiKeWftkHD
5lvkEsGTlsdmHn+V+Qvpu0AIPOYQUP6wTlHp2bX7ogKZ0/5QuMWOtNQJ
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBjzCCATSgAwIBAgIUaeMdnQbr3h5ElZLKrYvbt4xEBSQwCgYIKoZIzj0EAwIw
EzERMA8GA1UEAwwIbG9vcGJhY2swIBcNMjYxMTIyMjIxMjMyWhgPMjEyNjEwMjky
MjEyMzJaMBMxETAPBgNVBAMMCGxvb3BiYWNrMFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEBds3YGHIQlAXbkdXsXMWYinln7ZBw+Zb5BLBk5bHZh5/lfkL6btACDzm
EFD+sE5R6dm1+6ICmdP+ULjFjrTUCaNkMGIwHQYDVR0OBBYEFM+B6dzYG1fC5YOp
7ulTnSKkhFcnMB8GA1UdIwQYMBaAFM+B6dzYG1fC5YOp7ulTnSKkhFcnMA8GA1Ud
EwEB/wQFMAMBAf8wDwYDVR0RBAgwBocEfwAAATAKBggqhkjOPQQDAgNJADBGAiEA
ps5G0R7sxf6Rf8QqmqzkrXGtYsBd0bmDzbyOmLpxC0oCIQC2BBbRBV4OB0c7n1g6
ax1cssbYat2xUUl/IKCYwPnVOQ==
-----END CERTIFICATE-----`,
};
