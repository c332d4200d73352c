import { parseIpv4, parseIpv6, type SpfResult } from '@/lib/network'
import { mandatory, ok, parsed, piped, text } from '@/lib/shell'
import { parseSmtpDomain } from '../../directory/address'
import { requireExchangeServer } from '../../topology/server-computer'
import { exchangeCmdlet } from '../exchange-cmdlet'

/** Exchange's words for what RFC 7208 §2.6 calls a result. */
const statuses: Readonly<Record<SpfResult, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  softfail: 'SoftFail',
  neutral: 'Neutral',
  none: 'None',
  permerror: 'PermError',
  temperror: 'TempError',
}

const ipAddress = parsed('IPAddress', (given) => {
  const address = given.trim()
  return address.includes(':') ? parseIpv6(address) : parseIpv4(address)
})

/** Asks the domain's name servers, as the Sender ID agent does when such a message comes in. */
export const testSenderId = exchangeCmdlet({
  name: 'Test-SenderId',
  synopsis: 'Tells what the Sender ID agent makes of mail from an address in the name of a domain.',
  reads: true,
  parameters: {
    IPAddress: mandatory(ipAddress),
    PurportedResponsibleDomain: mandatory(parsed('SmtpDomain', parseSmtpDomain)),
    HelloDomain: text,
    Server: piped(text),
  },
  run: async ({ IPAddress, PurportedResponsibleDomain, HelloDomain, Server }, site) => {
    const server = await requireExchangeServer(site, Server)
    if (!server.ok) return server
    const { result, reason } = await site.network.spf(PurportedResponsibleDomain, IPAddress, HelloDomain)
    return ok({
      output: [
        {
          Status: statuses[result],
          FailReason: result === 'fail' ? 'NotPermitted' : 'None',
          Explanation: result === 'pass' ? '' : reason,
        },
      ],
    })
  },
})
