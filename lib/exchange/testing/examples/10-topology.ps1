# Nobody has the role for searches until it is given, as on a real site.
New-ManagementRoleAssignment -Role 'Mailbox Search' -SecurityGroup 'Organization Management'
# Databases, domains and Receive connectors that the documented lines name.
New-MailboxDatabase -Name 'MyDatabase' -Server Mailbox01
New-MailboxDatabase -Name 'MyDatabase01' -Server Mailbox01
New-MailboxDatabase -Name 'MailboxDatabase01' -Server Server1
New-MailboxDatabase -Name 'Mailbox Database01' -Server Server1
New-MailboxDatabase -Name 'DB1' -Server MBX1
New-MailboxDatabase -Name 'DB2' -Server MBX2
New-MailboxDatabase -Name 'DB3' -Server MBX3
New-MailboxDatabase -Name 'DB4' -Server MBX4
New-AcceptedDomain -Name 'contoso.com' -DomainName contoso.com
New-AcceptedDomain -Name 'Contoso' -DomainName contoso.net
New-RemoteDomain -Name 'Contoso' -DomainName contoso.com
New-ReceiveConnector -Name 'Receive Connector for Contoso.com' -Usage Custom -Bindings 192.168.1.20:2600 -RemoteIPRanges 10.0.0.0/8 -Server Exchange01
New-ReceiveConnector -Name 'Contoso.com Receive Connector' -Usage Custom -Bindings 192.168.1.20:2601 -RemoteIPRanges 10.0.0.0/8 -Server Exchange01
New-ReceiveConnector -Name 'Internet Receive Connector' -Usage Custom -Bindings 192.168.1.20:2602 -RemoteIPRanges 10.0.0.0/8 -Server Exchange01
