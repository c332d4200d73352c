# Mailboxes whose delivery reports the documented lines search.
New-Mailbox -Name "David Jones" -Alias davidj -UserPrincipalName davidj@contoso.com -Password (ConvertTo-SecureString 'Pa$$w0rd!Jones1' -AsPlainText -Force)
New-Mailbox -Name "Cigdem Akin" -Alias cigdema -UserPrincipalName cigdema@contoso.com -Password (ConvertTo-SecureString 'Pa$$w0rd!Akin1' -AsPlainText -Force)
