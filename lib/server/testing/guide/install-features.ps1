# What Exchange Server 2010 wants of Windows Server 2008 R2, in one line.
Import-Module ServerManager
Add-WindowsFeature NET-Framework,NET-HTTP-Activation,RPC-Over-HTTP-Proxy,RSAT-ADDS,RSAT-Web-Server,WAS-Process-Model,Web-Asp-Net,Web-Basic-Auth,Web-Client-Auth,Web-Digest-Auth,Web-Dir-Browsing,Web-Dyn-Compression,Web-Http-Errors,Web-Http-Logging,Web-Http-Redirect,Web-Http-Tracing,Web-ISAPI-Ext,Web-ISAPI-Filter,Web-Lgcy-Mgmt-Console,Web-Metabase,Web-Net-Ext,Web-Request-Monitor,Web-Server,Web-Static-Content,Web-Windows-Auth,Web-WMI  Restart
