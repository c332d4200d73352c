# Availability groups, their networks, and the copies of DB1, DB2 and DB3.
New-DatabaseAvailabilityGroup -Name DAG1 -WitnessServer CAS01 -WitnessDirectory C:\DAG1
New-DatabaseAvailabilityGroup -Name DAG2 -WitnessServer CAS01
New-DatabaseAvailabilityGroup -Name DAG01 -WitnessServer CAS01
Set-DatabaseAvailabilityGroup DAG1 -DatacenterActivationMode DagOnly
Set-DatabaseAvailabilityGroup DAG1 -ManualDagNetworkConfiguration $true
Set-DatabaseAvailabilityGroup DAG2 -DatacenterActivationMode DagOnly
Set-DatabaseAvailabilityGroup DAG2 -ManualDagNetworkConfiguration $true
Add-DatabaseAvailabilityGroupServer DAG1 MBX1
Add-DatabaseAvailabilityGroupServer DAG1 MBX2
Add-DatabaseAvailabilityGroupServer DAG1 MBX3
Add-DatabaseAvailabilityGroupServer DAG1 MBX4
New-DatabaseAvailabilityGroupNetwork -DatabaseAvailabilityGroup DAG1 -Name DAGNetwork01 -Subnets 192.168.1.0/24
New-DatabaseAvailabilityGroupNetwork -DatabaseAvailabilityGroup DAG1 -Name DAGNetwork04 -Subnets 192.168.4.0/24
New-DatabaseAvailabilityGroupNetwork -DatabaseAvailabilityGroup DAG2 -Name DAGNetwork02 -Subnets 192.168.2.0/24
Add-MailboxDatabaseCopy DB1 -MailboxServer MBX2
Add-MailboxDatabaseCopy DB1 -MailboxServer MBX3
Move-ActiveMailboxDatabase DB1 -ActivateOnServer MBX2
Suspend-MailboxDatabaseCopy DB1\MBX1 -Confirm:$false
Add-MailboxDatabaseCopy DB2 -MailboxServer MBX1
Add-MailboxDatabaseCopy DB2 -MailboxServer MBX4
Add-MailboxDatabaseCopy DB3 -MailboxServer MBX2
Add-MailboxDatabaseCopy DB3 -MailboxServer MBX4
