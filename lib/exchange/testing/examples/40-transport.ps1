# Agents, rules and texts of the transport that the documented lines name.
Install-TransportAgent -Name "Test App" -TransportAgentFactory "vendor.exchange.avTransportAgentfactory" -AssemblyPath "c:\Program Files\Vendor\TransportAgent\AvTransportAgentFactory.dll"
Install-TransportAgent -Name "Test App" -TransportAgentFactory "vendor.exchange.avTransportAgentfactory" -AssemblyPath "c:\Program Files\Vendor\TransportAgent\AvTransportAgentFactory.dll" -TransportService FrontEnd
New-TransportRule "Sales Disclaimer" -PrependSubject "Sales: " -SubjectContainsWords offer
New-TransportRule "Disclaimer-Finance" -ApplyHtmlDisclaimerText "Not binding." -Enabled $false
New-TransportRule "Require approval of messages to contoso.com" -ModerateMessageByManager $true -Enabled $false
New-TransportRule "Ethical Wall - Sales and Brokerage Departments" -SubjectContainsWords merger -RejectMessageReasonText "No."
New-TransportRule "Sales Team Disclaimer" -ApplyHtmlDisclaimerText "Not binding."
New-TransportRule "Redirect messages from kim@contoso.com to legal@contoso.com" -FromAddressContainsWords kim@contoso.com -DeleteMessage $true
New-SystemMessage -DsnCode 5.3.2 -Language en -Internal $true -Text "Not now."
New-SystemMessage -DsnCode 5.3.5 -Language en -Internal $true -Text "In a circle."
New-SystemMessage -DsnCode 5.7.9 -Language en -Internal $true -Text "Not allowed."
New-SystemMessage -QuotaMessageType WarningMailbox -Language en -Text "Nearly full."
