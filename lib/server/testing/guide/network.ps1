# The parts of the guide that are clicks there: the provider, the router, the reverse proxy, DNS Manager, one account.
Add-ProviderDnsRecord -Zone contoso.com -Name mail -Type A -Data 203.0.113.25
Add-ProviderDnsRecord -Zone contoso.com -Name remote -Type A -Data 203.0.113.25
Add-ProviderDnsRecord -Zone contoso.com -Name '@' -Type MX -Data '0 mail.contoso.com'
Add-ProviderDnsRecord -Zone contoso.com -Name '@' -Type TXT -Data 'v=spf1 a mx ~all'
Add-ProviderDnsRecord -Zone contoso.com -Name _autodiscover._tcp -Type SRV -Data '0 0 443 mail.contoso.com'
Add-ProviderDnsRecord -Zone contoso.com -Name _dmarc -Type TXT -Data 'v=DMARC1; p=none; rua=mailto:postmaster@contoso.com'
Add-RouterForward -Port 25 -Address 192.168.0.2
Add-RouterForward -Port 80 -Address 192.168.0.1
Add-RouterForward -Port 443 -Address 192.168.0.1
Set-Router -ReverseName mail.contoso.com
New-NetIPAddress -IPAddress 192.168.0.1 -PrefixLength 24 -CimSession SRV01
New-NetIPAddress -IPAddress 192.168.0.2 -PrefixLength 24 -CimSession EXCH01
Set-WssDomainNameConfiguration -DomainName remote.contoso.com -CertificatePath C:\certificates\remote.pfx -CertificateFilePassword (Read-Host -AsSecureString 'Password of remote.pfx')
Install-ApplicationRequestRouting -UrlRewrite $true
Restart-Service TSGateway
Install-ApplicationRequestRoutingUpdate -Id KB2732764
ARRConfig config  -cert c:\certificates\ExchangeCertificate.pfx -hostnames mail.contoso.com
Add-DnsServerPrimaryZone -Name mail.contoso.com -ReplicationScope Domain
Add-DnsServerResourceRecordA -ZoneName mail.contoso.com -Name '@' -IPv4Address 192.168.0.2
Add-WssUser -Name FrankM -FirstName Frank -LastName Miller -Password (Read-Host -AsSecureString 'Password of FrankM')
Enable-Mailbox FrankM
