# What the examples of mailboxes, groups, contacts, address lists and offline address books name.
New-AcceptedDomain -Name southeast.contoso.com -DomainName southeast.contoso.com
New-AcceptedDomain -Name southeast.contoso.net -DomainName southeast.contoso.net
New-AcceptedDomain -Name contoso.onmicrosoft.com -DomainName contoso.onmicrosoft.com
New-AcceptedDomain -Name contoso.microsoftonline.com -DomainName contoso.microsoftonline.com
New-AcceptedDomain -Name alpineskihouse.com -DomainName alpineskihouse.com
New-AcceptedDomain -Name humongousinsurance.com -DomainName humongousinsurance.com
New-AcceptedDomain -Name fabrikam.com -DomainName fabrikam.com
Set-AcceptedDomain Contoso -MakeDefault $true
New-EmailAddressPolicy -Name 'Contoso Employees' -IncludedRecipients AllRecipients -EnabledPrimarySMTPAddressTemplate '%m@contoso.com'
New-EmailAddressPolicy -Name 'Southwest Executives' -IncludedRecipients MailboxUsers -EnabledPrimarySMTPAddressTemplate '%m@contoso.com'
New-EmailAddressPolicy -Name 'Southeast Executives' -IncludedRecipients MailboxUsers -ConditionalStateOrProvince GA,AL -EnabledPrimarySMTPAddressTemplate '%m@contoso.com'
New-EmailAddressPolicy -Name 'Contoso Corp' -IncludedRecipients MailboxUsers -EnabledPrimarySMTPAddressTemplate '%m@contoso.com'
New-EmailAddressPolicy -Name 'Office 365 Groups' -IncludedRecipients MailGroups -EnabledPrimarySMTPAddressTemplate '%m@contoso.com'
New-ADOrganizationalUnit Marketing
New-ADOrganizationalUnit 'North America'
New-ADOrganizationalUnit 'fabrikam.com Users'
New-MailboxDatabase -Name 'Mailbox Database' -Server Server1
New-MailboxDatabase -Name 'Mailbox Database 1' -Server Server1
New-MailboxDatabase -Name 'MBXDB01' -Server Server1
New-MailboxDatabase -Name 'MBXDB02' -Server Server1
New-MailboxDatabase -Name 'MBD01' -Server Server1
New-MailboxDatabase -Name 'MBXResourceDB' -Server Server1
New-MailboxDatabase -Name 'DB01' -Server Server1
New-MailboxDatabase -Name 'DB02' -Server Server1
New-MailboxDatabase -Name 'DB05' -Server Server1
New-MailboxDatabase -Name 'MDB01' -Server Server1
New-MailboxDatabase -Name 'MDB02' -Server Server1
New-MailboxDatabase -Name 'MDB03' -Server Server1
New-MailboxDatabase -Name 'Database01' -Server Server1
New-MailboxDatabase -Name 'MyRecoveryDatabase' -Server Server1
New-Mailbox -Name 'Terry Adams' -UserPrincipalName TerryAdams@contoso.local -Alias TerryAdams -FirstName Terry -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Aaron Painter' -UserPrincipalName AaronPainter@contoso.local -Alias AaronPainter -FirstName Aaron -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Kevin Kelly' -UserPrincipalName KevinKelly@contoso.local -Alias KevinKelly -FirstName Kevin -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Tony Smith' -UserPrincipalName TonySmith@contoso.local -Alias TonySmith -FirstName Tony -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Jeroen Cool' -UserPrincipalName JeroenCool@contoso.local -Alias JeroenCool -FirstName Jeroen -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Mark Steele' -UserPrincipalName MarkSteele@contoso.local -Alias MarkSteele -FirstName Mark -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'John Woods' -UserPrincipalName JohnWoods@contoso.local -Alias JohnWoods -FirstName John -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Jeff Hay' -UserPrincipalName JeffHay@contoso.local -Alias JeffHay -FirstName Jeff -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Coy Damon' -UserPrincipalName CoyDamon@contoso.local -Alias CoyDamon -FirstName Coy -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'John Rodman' -UserPrincipalName JohnRodman@contoso.local -Alias JohnRodman -FirstName John -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Yuuto Sasaki' -UserPrincipalName YuutoSasaki@contoso.local -Alias YuutoSasaki -FirstName Yuuto -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Pedro Pizarro' -UserPrincipalName PedroPizarro@contoso.local -Alias PedroPizarro -FirstName Pedro -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Joe Healy' -UserPrincipalName JoeHealy@contoso.local -Alias JoeHealy -FirstName Joe -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'April Stewart' -UserPrincipalName AprilStewart@contoso.local -Alias AprilStewart -FirstName April -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'John Smith' -UserPrincipalName JohnSmith@contoso.local -Alias JohnSmith -FirstName John -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Jan Dryml' -UserPrincipalName JanDryml@contoso.local -Alias JanDryml -FirstName Jan -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'HR Project' -UserPrincipalName HRProject@contoso.local -Alias HRProject -FirstName HR -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Room 222' -UserPrincipalName Room222@contoso.local -Alias Room222 -FirstName Room -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Ed' -UserPrincipalName Ed@contoso.local -Alias Ed -FirstName Ed -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Chris' -UserPrincipalName Chris@contoso.local -Alias Chris -FirstName Chris -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Ayla' -UserPrincipalName Ayla@contoso.local -Alias Ayla -FirstName Ayla -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Kim' -UserPrincipalName Kim@contoso.local -Alias Kim -FirstName Kim -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Jill' -UserPrincipalName Jill@contoso.local -Alias Jill -FirstName Jill -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Scott' -UserPrincipalName Scott@contoso.local -Alias Scott -FirstName Scott -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Laura' -UserPrincipalName Laura@contoso.local -Alias Laura -FirstName Laura -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Michelle' -UserPrincipalName Michelle@contoso.local -Alias Michelle -FirstName Michelle -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Julia' -UserPrincipalName Julia@contoso.local -Alias Julia -FirstName Julia -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Adam' -UserPrincipalName Adam@contoso.local -Alias Adam -FirstName Adam -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Akia' -UserPrincipalName Akia@contoso.local -Alias Akia -FirstName Akia -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Asraf' -UserPrincipalName Asraf@contoso.local -Alias Asraf -FirstName Asraf -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Valeria' -UserPrincipalName Valeria@contoso.local -Alias Valeria -FirstName Valeria -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Administrator' -UserPrincipalName Administrator@contoso.local -Alias Administrator -FirstName Administrator -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Kweku' -UserPrincipalName Kweku@contoso.local -Alias Kweku -FirstName Kweku -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'admin' -UserPrincipalName admin@contoso.local -Alias admin -FirstName admin -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Manuel' -UserPrincipalName Manuel@contoso.local -Alias Manuel -FirstName Manuel -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'CAR001' -UserPrincipalName CAR001@contoso.local -Alias CAR001 -FirstName CAR001 -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force) -Database MBXResourceDB
New-Mailbox -Name 'Conference Room 212' -UserPrincipalName ConferenceRoom212@contoso.local -Alias ConferenceRoom212 -FirstName Conference -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'John Evans' -UserPrincipalName JohnEvans@contoso.local -Alias JohnEvans -FirstName John -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force) -Database 'Mailbox Database'
New-Mailbox -Name 'John' -UserPrincipalName John@contoso.local -Alias John -FirstName John -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
Disable-Mailbox CAR001 -Confirm:$false
Disable-Mailbox 'Conference Room 212' -Confirm:$false
Disable-Mailbox 'John Evans' -Confirm:$false
New-Mailbox -Name ConfRm212 -Room -Database MBXResourceDB
Remove-Mailbox ConfRm212 -Confirm:$false
Set-Mailbox Michelle -EmailAddresses @{add='JohnEvans@contoso.com'}
New-DistributionGroup -Name hr
New-DistributionGroup -Name finance
New-ReceiveConnector -Name 'IP Secured Inbound' -Usage Custom -Bindings 192.168.1.21:2610 -RemoteIPRanges 10.1.0.0/16 -Server Exchange01
New-MailUser -Name 'Ed Meadows' -ExternalEmailAddress edm@tailspintoys.com -Alias EdMeadowsUser
New-MailUser -Name Markus -ExternalEmailAddress markus@tailspintoys.com
New-MailContact -Name 'John Rodman' -ExternalEmailAddress jrodman@tailspintoys.com -Alias JRodman
New-MailContact -Name john -ExternalEmailAddress john2@tailspintoys.com -Alias johncontact
Add-MailboxPermission 'Yuuto Sasaki' -User 'Pedro Pizarro' -AccessRights FullAccess
New-EmailAddressPolicy -Name 'Northwest Executives' -IncludedRecipients MailboxUsers -EnabledPrimarySMTPAddressTemplate '%m@contoso.com'
New-Mailbox -Name 'Ayla Kol' -UserPrincipalName aylakol@contoso.local -Alias AylaKol -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Florence Flipo' -UserPrincipalName florencef@contoso.local -Alias florencef -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Tony' -UserPrincipalName tony@contoso.local -Alias tony -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
New-Mailbox -Name 'Laura Norman' -UserPrincipalName lauran@contoso.local -Password (ConvertTo-SecureString 'Contoso!Secret1' -AsPlainText -Force)
Set-Mailbox 'Tony Smith' -EmailAddresses @{add='tony@alpineskihouse.com'}
Set-Mailbox Ayla -EmailAddresses @{add='Ayla@humongousinsurance.com'}
Set-Mailbox Kweku -EmailAddresses @{add='Kweku@fabrikam.com'}
New-Mailbox -Name 'Room222' -Room -Alias Room222x
New-Mailbox -Name 'DiscoveryMailbox' -Discovery
New-Mailbox -Name 'Discovery Search Mailbox' -Discovery
New-Mailbox -Name OABGen2 -Arbitration -UserPrincipalName oabgen2@contoso.local
New-Mailbox -Name 'SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}' -Arbitration -UserPrincipalName SystemMailboxBb@contoso.local
New-Mailbox -Name 'SystemMailbox{1f05a927-b864-48a7-984d-95b1adfbfe2d}' -Arbitration -UserPrincipalName SystemMailbox1f@contoso.local
New-DistributionGroup -Name Staff
New-DistributionGroup -Name 'Distribution Group1'
New-DistributionGroup -Name MarketingSG -Type Security
New-DistributionGroup -Name 'Marketing Reports'
New-DistributionGroup -Name 'Marketing USA' -Members Chris,Laura
New-DistributionGroup -Name 'Marketing Worldwide'
New-DistributionGroup -Name 'Temporary Staff'
New-DistributionGroup -Name 'Technical Support' -Members JanDryml
New-DistributionGroup -Name Accounting
New-DistributionGroup -Name 'Bldg34 Conf Rooms'
New-DistributionGroup -Name Ed_DirectReports
New-DistributionGroup -Name 'Legal Department'
New-DistributionGroup -Name 'Human Resources'
New-DistributionGroup -Name 'Research Reports'
New-DynamicDistributionGroup -Name 'Marketing Department' -IncludedRecipients MailboxUsers -ConditionalDepartment Marketing
New-DynamicDistributionGroup -Name 'Full Time Employees' -RecipientFilter "Title -ne 'Intern'" -RecipientContainer Users
New-DynamicDistributionGroup -Name 'Test Users' -IncludedRecipients MailboxUsers
New-DynamicDistributionGroup -Name Developers -IncludedRecipients MailboxUsers -ConditionalDepartment Development
New-MailContact -Name 'Arlene Huff' -ExternalEmailAddress arlene@tailspintoys.com -Alias Arlene
New-MailContact -Name 'Ed Meadows' -ExternalEmailAddress edmeadows@tailspintoys.com
New-MailContact -Name 'Markus Breyer' -ExternalEmailAddress markusb@tailspintoys.com -Alias MarkusBreyer
New-MailContact -Name Roland -ExternalEmailAddress roland@fourthcoffee.com
Disable-MailContact Roland
New-AddressList -Name Sales -Container '\All Users' -IncludedRecipients MailboxUsers -ConditionalDepartment Sales
New-AddressList -Name building4 -Container '\All Users\Sales' -IncludedRecipients MailboxUsers
New-AddressList -Name AddressList1 -IncludedRecipients MailboxUsers
New-AddressList -Name 'Contoso Executives Address List' -IncludedRecipients MailboxUsers
New-AddressList -Name 'AL_AgencyB' -IncludedRecipients MailboxUsers
New-GlobalAddressList -Name OldGAL
New-GlobalAddressList -Name GAL_AgencyB
New-OfflineAddressBook -Name 'My OAB' -AddressLists '\Default Global Address List'
New-OfflineAddressBook -Name MyOAB -AddressLists '\Default Global Address List'
New-OfflineAddressBook -Name 'Contoso Executives' -AddressLists '\Default Global Address List'
New-MoveRequest Ayla -TargetDatabase DB05
New-MoveRequest tony -TargetDatabase DB05
