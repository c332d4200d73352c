# Sites of Active Directory and what leads out of them
New-ADReplicationSite -Name Redmond
New-ADReplicationSite -Name China
New-ADReplicationSite -Name SiteEU
New-ADReplicationSite -Name Mail
New-ADReplicationSiteLink -Name DEFAULT_IP_SITE_LINK -SitesIncluded Default-First-Site-Name,Redmond
New-ClientAccessArray -Name ContosoArray -Fqdn contosoarray.contoso.com -Site Default-First-Site-Name
New-ClientAccessArray -Name CASArray01 -Fqdn casarray01.contoso.com -Site Mail
New-OutlookProvider -Name msExchAutoDiscoverConfig
New-OutlookProvider -Name "Test Object"
New-SendConnector -Name "Contoso.com Send Connector" -AddressSpaces contoso.com -SourceTransportServers HUB01
New-ForeignConnector -Name "Fax Connector" -AddressSpaces "FAX:*;1" -SourceTransportServers HUB01
New-DeliveryAgentConnector -Name "Contoso X.400 Connector" -AddressSpaces "X400:c=US;a=Fabrikam;p=Contoso;1" -DeliveryProtocol "X.400" -SourceTransportServers HUB01,HUB02
New-DeliveryAgentConnector -Name "Contoso Delivery Agent Connector" -AddressSpaces "FAX:*;1" -DeliveryProtocol FAX -SourceTransportServers HUB01
New-RoutingGroupConnector -Name "Ex2010 to Ex2003 RGC" -SourceTransportServers HUB01 -TargetTransportServers 2003BH1.contoso.com
# Virtual directories: the first server makes its own in the lines
New-PowerShellVirtualDirectory -Name "Internal" -Server SERVER01
New-PowerShellVirtualDirectory -Name "Contoso" -Server SERVER01
New-AutodiscoverVirtualDirectory -WebSiteName "autodiscover.contoso.com" -Server MBX01
# Edge
New-EdgeSubscription -FileName C:\Data\EdgeSubscription.xml
New-EdgeSyncServiceConfig -Site Default-First-Site-Name
Set-EdgeSyncServiceConfig EdgeSyncService -Name "Primary EdgeSync Settings"
(Get-Content C:\Data\EdgeSubscription.xml) -replace 'EDGE01','Edge1' -replace 'edge01','edge1' | Set-Content C:\Data\Edge1.xml
New-EdgeSubscription -FileData ([System.IO.File]::ReadAllBytes('C:\Data\Edge1.xml')) -Site Default-First-Site-Name
# Outlook Anywhere has to be turned on in 2010
Enable-OutlookAnywhere -Server CAS01 -ExternalHostname mail.contoso.com -ClientAuthenticationMethod Ntlm -SSLOffloading $true
Enable-OutlookAnywhere -Server EXCH01 -ExternalHostname mail.contoso.com -ClientAuthenticationMethod Ntlm -SSLOffloading $true
