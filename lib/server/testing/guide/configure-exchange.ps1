# Mandatory parameters that have a default all the same: the console asks for each of them.
param (
    [string] [Parameter(Mandatory = $true, HelpMessage = "Where the PFX file is")]
    $CertPath = "c:\certificates\ExchangeCertificate.pfx",
    [Security.SecureString] [Parameter(Mandatory = $true, HelpMessage = "Its password")]
    $CertPassword = $null,
    [string] [Parameter(Mandatory = $true)] $DomainName = "example.org",
    [string] [Parameter(Mandatory = $true)] $ServerIpAddress = "10.0.0.1",
    [string] [Parameter(Mandatory = $true)] $InternalIpRange = "10.0.0.0-10.0.0.255"
)

$host_name = "mail." + $domainname
$server = get-content env:computername

Import-ExchangeCertificate  -FileData ([Byte[]]$(Get-Content -Path $CertPath -Encoding byte -ReadCount 0)) -Password:$CertPassword -Force |
    Enable-ExchangeCertificate -Services 'POP, IIS, IMAP, SMTP' -Force

New-AcceptedDomain -Name "official name" -DomainName $DomainName
Set-AcceptedDomain -Identity "official name" -MakeDefault $true
New-EmailAddressPolicy -Name "Windows Server Essentials Email Address Policy" -IncludedRecipients AllRecipients -EnabledPrimarySMTPAddressTemplate ("%m@" + $DomainName)

$url = "https://" + $host_name
Get-OwaVirtualDirectory | Set-OwaVirtualDirectory -ExternalUrl "$url/owa" -InternalUrl "$url/owa"
Get-EcpVirtualDirectory | Set-EcpVirtualDirectory -ExternalUrl "$url/ecp" -InternalUrl "$url/ecp"
Get-ActiveSyncVirtualDirectory | Set-ActiveSyncVirtualDirectory -ExternalUrl "$url/Microsoft-Server-ActiveSync" -InternalUrl "$url/Microsoft-Server-ActiveSync"
Get-OABVirtualDirectory | Set-OABVirtualDirectory -ExternalUrl "$url/OAB" -InternalUrl "$url/OAB" -RequireSSL:$true
Get-WebServicesVirtualDirectory | Set-WebServicesVirtualDirectory -ExternalUrl "$url/EWS/Exchange.asmx" -InternalUrl "$url/EWS/Exchange.asmx" -BasicAuthentication:$True -Force
Enable-OutlookAnywhere -ClientAuthenticationMethod:Basic -ExternalHostname:$host_name -SSLOffloading:$false

Set-ReceiveConnector ($server + "\Default " + $server) -RemoteIPRanges $InternalIpRange
New-ReceiveConnector -Name "WSE Internet Receive Connector" -Usage "Internet" -Bindings ($ServerIpAddress + ":25") -Fqdn $host_name -Enabled $true -Server $server -AuthMechanism Tls,BasicAuth,BasicAuthRequireTLS,Integrated
New-SendConnector -Name "WSE Internet SendConnector" -Usage "Internet" -AddressSpaces 'SMTP:*;1' -IsScopedConnector $false -DNSRoutingEnabled $true -UseExternalDNSServersEnabled $true -SourceTransportServers $server
