import { type ProxySites, word } from './proxy-sites'

/**
 * The parts of applicationHost.config (%Windir%\System32\inetsrv\config) that ARRConfig writes: a server farm, and the
 * rules that lead the names of Exchange to it. Names hold letters, digits, hyphens and dots alone, so nothing in them
 * has a meaning for XML; dots have one for a regular expression.
 */
export function iisRewriteRules({ exchange }: ProxySites): string {
  const farm = word(exchange.name)
  const pattern = `^(${exchange.hostNames.map((name) => word(name).replaceAll('.', '\\.')).join('|')})\\.?(:\\d+)?$`
  const rule = (
    scheme: 'http' | 'https',
  ) => `        <rule name="${farm}_${scheme}" patternSyntax="ECMAScript" stopProcessing="true">
          <match url=".*" />
          <conditions logicalGrouping="MatchAll">
            <add input="{HTTPS}" pattern="^${scheme === 'https' ? 'on' : 'off'}$" />
            <add input="{HTTP_HOST}" pattern="${pattern}" />
          </conditions>
          <action type="Rewrite" url="${scheme}://${farm}/{R:0}" />
        </rule>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <webFarms>
    <webFarm name="${farm}" enabled="true">
      <server address="${word(exchange.address)}" enabled="true" />
      <applicationRequestRouting>
        <protocol timeout="00:15:00" preserveHostHeader="true" reverseRewriteHostInResponseHeaders="false" minResponseBuffer="0" responseBufferLimit="0" />
      </applicationRequestRouting>
    </webFarm>
  </webFarms>
  <system.webServer>
    <proxy enabled="true" preserveHostHeader="true" reverseRewriteHostInResponseHeaders="false" />
    <rewrite>
      <globalRules>
${rule('https')}
${rule('http')}
      </globalRules>
    </rewrite>
  </system.webServer>
</configuration>
`
}
