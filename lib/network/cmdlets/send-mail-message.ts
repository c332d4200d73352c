import { parseSmtpAddress, type Site, transportServers } from '@/lib/exchange'
import {
  aliased,
  type Bound,
  type CredentialValue,
  cmdlet,
  enumeration,
  int32,
  kindOf,
  mandatory,
  multiValued,
  type Outcome,
  ok,
  type Parameter,
  parsed,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import type { Conversation, MailUnderWay } from '../door'
import { writtenMessage } from './written-message'

/** `FrankM@contoso.com`, or with a name: `Frank Miller <FrankM@contoso.com>`. */
const mailAddress = parsed('MailAddress', (given): Result<string> => {
  const [, name = '', within = given] = /^([^<>]*)<([^<>]*)>$/.exec(given.trim()) ?? []
  const address = parseSmtpAddress(within.trim())
  if (!address.ok) return address
  const plain = name.replace(/["\\\p{Cc}]/gu, '').trim()
  return ok(plain === '' || /[^\x20-\x7e]/.test(plain) ? address.value : `"${plain}" <${address.value}>`)
})

const plainOf = (address: string) => /<([^<>]*)>$/.exec(address)?.[1] ?? address

const credential: Parameter<CredentialValue> = {
  type: 'PSCredential',
  parse: (value) =>
    kindOf(value) === 'credential'
      ? ok(value as CredentialValue)
      : refuse('InvalidArgument', 'ParameterArgumentTransformationError', 'The credential is none.', {
          recommendedAction: 'Use Get-Credential.',
        }),
}

const addresses = multiValued(mailAddress)
const parameters = {
  To: mandatory(addresses, 1),
  Subject: { ...aliased(text, 'sub'), position: 2 },
  Body: { ...text, position: 3 },
  SmtpServer: { ...aliased(text, 'ComputerName'), position: 4 },
  From: mandatory(mailAddress),
  Cc: addresses,
  Bcc: addresses,
  BodyAsHtml: aliased(switchParameter, 'BAH'),
  Port: int32,
  UseSsl: switchParameter,
  Credential: credential,
  Priority: enumeration('MailPriority', 'Normal', 'High', 'Low'),
  DeliveryNotificationOption: aliased(
    multiValued(
      enumeration('DeliveryNotificationOptions', 'None', 'OnSuccess', 'OnFailure', 'Delay', 'Never'),
    ),
    'DNO',
  ),
  Encoding: aliased(text, 'BE'),
}
type Given = Bound<typeof parameters>

const notifyOf = {
  None: '',
  OnSuccess: 'SUCCESS',
  OnFailure: 'FAILURE',
  Delay: 'DELAY',
  Never: 'NEVER',
} as const

/** The address of the server that was named: its own, a server of the site, or a name that the office's DNS knows. */
async function addressOf(site: Site, name: string): Promise<string | null> {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name)) return name
  const { records } = await site.network.lookup(name, 'A', 'inside')
  return records.find(({ type }) => type === 'A')?.data ?? null
}

/** Without -SmtpServer the site's Exchange server, as $PSEmailServer would name it there. */
async function serverNameOf(site: Site, given: string | undefined): Promise<string | null> {
  return given ?? (await transportServers(site))[0]?.properties.fqdn ?? null
}

const failed = (message: string, action = 'Check the address, the port and what listens there.') =>
  refuse('InvalidOperation', 'SmtpException', message, { target: 'SmtpServer', recommendedAction: action })

/** In the words of .NET's SmtpException. */
function judged(conversation: Conversation, useSsl: boolean): Result<Outcome> {
  if (conversation.kind !== 'answered') return failed('Unable to connect to the remote server.')
  const { exchanges, tls, broken, greeting } = conversation
  if (useSsl && !tls?.ok) return failed('Server does not support secure connections.')
  const refused = exchanges.find(({ reply }) => /^[45]/.test(reply))
  if (refused)
    return failed(
      `${/^RCPT/.test(refused.said) ? 'Mailbox unavailable.' : 'Transaction failed.'} The server response was: ${refused.reply.replace(/^\d{3}[ -]/, '')}`,
      `It was said to ${refused.said.replace(/[:(].*/, '')}. Email > Non-delivery codes explains it.`,
    )
  if (broken || exchanges.length === 0 || !/^2/.test(greeting))
    return failed(`Failure sending mail. ${broken ?? greeting}`)
  return ok({})
}

async function mailOf(given: Given, site: Site, to: string): Promise<MailUnderWay> {
  const { From, To, Cc = [], Bcc = [], Credential, Port, DeliveryNotificationOption = [] } = given
  const notify = DeliveryNotificationOption.map((word) => notifyOf[word]).filter((word) => word !== '')
  return {
    from: { address: '', name: 'pc200', vantage: 'inside' },
    to,
    port: Port ?? 25,
    ...(Credential && {
      signIn: { userName: Credential.userName, password: site.vault.open(Credential.password) },
    }),
    ...(notify.length > 0 && { notify: notify.join(',') }),
    sender: plainOf(From),
    recipients: [...To, ...Cc, ...Bcc].map(plainOf),
    content: writtenMessage({
      from: From,
      to: To,
      cc: Cc,
      subject: given.Subject ?? '',
      body: given.Body ?? '',
      html: given.BodyAsHtml ?? false,
      priority: given.Priority ?? 'Normal',
      at: site.clock.now(),
    }),
  }
}

/** PowerShell's own, from a PC in the office over SMTP. What it sent does not come back when the command is undone. */
export const sendMailMessage = cmdlet<Site>()({
  name: 'Send-MailMessage',
  synopsis: 'Sends a message over SMTP, from a computer in the office.',
  parameters,
  run: async (given, site) => {
    const name = await serverNameOf(site, given.SmtpServer)
    if (name === null)
      return refuse('InvalidArgument', 'SmtpServerMissing', 'There is no mail server to send by.', {
        target: 'SmtpServer',
      })
    const address = await addressOf(site, name)
    if (address === null) return failed(`The remote name could not be resolved: '${name}'`)
    return judged(await site.network.send(await mailOf(given, site, address)), given.UseSsl ?? false)
  },
})
