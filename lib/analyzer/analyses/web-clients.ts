import type { Analysis } from '../analysis'
import type { Examined } from '../examined'
import {
  askWeb,
  errorCauses,
  isExchange,
  notExchange,
  ok,
  printWebAnswer,
  type WebAnswer,
  type WebQuestion,
} from '../parts/ask-web'
import { type Reached, reachWeb } from '../parts/reach'
import { hostOf } from '../parts/site'
import { type Asked, type Cause, cause, fail, type Step, skipped } from '../step'

/** One address of Exchange, and what it gives to whoever has not signed in. */
export interface Service {
  readonly id: string
  readonly what: string
  readonly path: string
  readonly method?: WebQuestion['method']
  /** Whether this is what it should say; a note for people, or null when it is not. */
  readonly expects: (answer: WebAnswer) => string | null
  /** What else its answer may mean, before the general causes. */
  readonly explains?: (answer: WebAnswer, examined: Examined) => Cause | null
  /** The Essentials server has the same address for its own purposes. */
  readonly onBoth?: boolean
  /** Signs in, where a user was given. */
  readonly signsIn?: boolean
}

function asksWho({ status }: WebAnswer): string | null {
  return status === 401 ? 'It asks who is there, as it should.' : null
}

function signInPage({ status, headers }: WebAnswer): string | null {
  if (status === 200) return 'The sign-in page.'
  const to = headers.location ?? ''
  return status >= 300 && status < 400 && /auth|logon|owa|ecp/i.test(to)
    ? 'It leads to the sign-in page.'
    : null
}

const wrongCredential: Cause = cause(
  'credentials-wrong',
  'The server does not take this name and password.',
  'Type the mailbox’s email address and the password of its account.',
  '/users',
)

async function judge(
  examined: Examined,
  service: Service,
  question: WebQuestion,
  asked: Asked,
  answer: WebAnswer,
): Promise<Step> {
  const note = service.expects(answer)
  const answered = printWebAnswer(answer)
  if (note !== null) {
    const other =
      service.onBoth && !isExchange(answer) && (await notExchange(examined, question, answer, service.what))
    return other && other.fault === 'proxy-name' ? fail(asked, answered, [other]) : ok(asked, answer, note)
  }
  const special = service.explains?.(answer, examined)
  if (special) return fail(asked, answered, [special])
  if (answer.status === 401 && question.user) return fail(asked, answered, [wrongCredential])
  const error = errorCauses(examined, answer, service.what)
  if (error) return fail(asked, answered, error)
  if (answer.status === 403)
    return fail(asked, answered, [
      cause(
        'access-denied',
        `${service.what} refuses access.`,
        'Look at the authentication of the virtual directory, and whether the mailbox may use it.',
        '/email/access',
      ),
    ])
  return fail(asked, answered, [await notExchange(examined, question, answer, service.what)])
}

/** Asks a service at a host that was reached. */
export async function askService(
  examined: Examined,
  service: Service,
  host: string,
  from: WebQuestion['from'],
  { address }: Pick<Reached, 'address'>,
): Promise<Step> {
  const user = service.signsIn ? examined.user : undefined
  const question: WebQuestion = {
    id: `${host}${service.path}`,
    title: `${service.what} answers`,
    url: `https://${host}${service.path}`,
    from,
    address,
    ...(service.method ? { method: service.method } : {}),
    ...(user ? { user } : {}),
  }
  return askWeb(examined, question, (asked, answer) => judge(examined, service, question, asked, answer))
}

/** An analysis of services at Exchange's public name: reach it over TLS, then ask each. */
export function exchangeServices(
  about: Omit<Analysis, 'run' | 'from' | 'needs'>,
  servicesFor: (examined: Examined) => readonly Service[],
): Analysis {
  return {
    ...about,
    from: ['internet', 'inside'],
    needs: ['dns', 'connect'],
    async *run(examined, from) {
      const host = hostOf(examined, 'exchange')
      const reached = yield* reachWeb(examined, host, from)
      for (const service of servicesFor(examined))
        yield reached
          ? await askService(examined, service, host, from, reached)
          : skipped(
              { id: `${host}${service.path}`, title: `${service.what} answers`, asked: '' },
              'The server is not reached.',
            )
    },
  }
}

export const owa: Service = { id: 'owa', what: 'Outlook on the web', path: '/owa/', expects: signInPage }
export const ecp: Service = {
  id: 'ecp',
  what: 'The Exchange Control Panel',
  path: '/ecp/',
  expects: signInPage,
}

export const outlookOnTheWeb = exchangeServices(
  {
    id: 'outlook-on-the-web',
    name: 'OutlookOnTheWeb',
    title: 'Outlook on the web',
    lead: 'Opens the mailbox’s web page as a browser does, up to the page on which people sign in.',
    signsIn: false,
  },
  () => [owa, ecp],
)

export const ews: Service = {
  id: 'ews',
  what: 'Exchange Web Services',
  path: '/EWS/Exchange.asmx',
  expects: asksWho,
}
export const oab: Service = { id: 'oab', what: 'The offline address book', path: '/OAB/', expects: asksWho }

export const webServices = exchangeServices(
  {
    id: 'web-services',
    name: 'WebServices',
    title: 'Exchange Web Services',
    lead: 'What Outlook asks for free and busy times, automatic replies and the address book.',
    signsIn: false,
  },
  () => [ews, oab],
)

/** AdminSDHolder takes the inheritance away from accounts of protected groups, and Exchange cannot make their devices. */
function protectedGroup({ status }: WebAnswer, { user }: Examined): Cause | null {
  if (status !== 500 || !user) return null
  return cause(
    'protected-group',
    `${user.address} is a member of a protected group, such as Domain Admins. Windows takes inherited permissions away from such accounts every hour (AdminSDHolder), and Exchange is not allowed to create the telephone below the account: it answers with 500.`,
    'Use a mailbox without administrator’s rights for mail on telephones, and a second account to administer.',
    '/users',
  )
}

export const activeSyncService: Service = {
  id: 'active-sync',
  what: 'Exchange ActiveSync',
  path: '/Microsoft-Server-ActiveSync',
  method: 'OPTIONS',
  signsIn: true,
  expects: (answer) =>
    asksWho(answer) !== null && answer.headers['ms-asprotocolversions'] === undefined
      ? 'It asks who is there, as it should.'
      : answer.status === 200
        ? `Protocol versions: ${answer.headers['ms-asprotocolversions'] ?? 'not told'}`
        : null,
  explains: protectedGroup,
}

export const activeSync = exchangeServices(
  {
    id: 'active-sync',
    name: 'ActiveSync',
    title: 'Exchange ActiveSync',
    lead: 'Mail on telephones. With a mailbox’s password it signs in as a telephone does, and finds accounts that cannot synchronize.',
    signsIn: true,
  },
  ({ user }) => [
    user
      ? {
          ...activeSyncService,
          expects: (answer) => (answer.status === 401 ? null : activeSyncService.expects(answer)),
        }
      : activeSyncService,
  ],
)

function off({ status }: WebAnswer): Cause | null {
  return status === 404
    ? cause(
        'outlook-anywhere-off',
        'There is no RPC proxy at this address: Outlook Anywhere is not turned on, or another server answers.',
        'Turn on Outlook Anywhere, and look at where port 443 leads.',
        '/email/access',
      )
    : null
}

export const rpc: Service = {
  id: 'rpc',
  what: 'Outlook Anywhere',
  path: '/rpc/rpcproxy.dll',
  expects: asksWho,
  onBoth: true,
}
export const mapi: Service = { id: 'mapi', what: 'MAPI over HTTP', path: '/mapi/emsmdb/', expects: asksWho }

/** 2010 has Outlook Anywhere alone; 2016 uses MAPI over HTTP and keeps the other. */
export const outlook = exchangeServices(
  {
    id: 'outlook',
    name: 'Outlook',
    title: 'Outlook from anywhere',
    lead: 'Outlook Anywhere (RPC over HTTP), or MAPI over HTTP from Exchange 2016 on: the way that Outlook reaches the mailbox.',
    signsIn: false,
  },
  ({ own }) =>
    own?.version === '2016'
      ? [mapi, rpc]
      : own?.version === '2010'
        ? [{ ...rpc, explains: (answer, examined) => (isOurs(examined) ? off(answer) : null) }]
        : [rpc],
)

/** With one connection the proxy stands before Exchange, and a 404 of the Essentials server is told by notExchange. */
function isOurs({ description, own }: Examined): boolean {
  const mail = description.exchange.internetName.toLowerCase()
  return own?.proxy?.configured?.hostNames.some((name) => name.toLowerCase() === mail) ?? false
}
