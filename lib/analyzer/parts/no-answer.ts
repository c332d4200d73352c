import { addressScope, type NoAnswer, type Vantage } from '@/lib/network'
import type { Examined } from '../examined'
import { type Asked, type Causes, cause, fail, type Step, skipped, warn } from '../step'
import { knownCause } from './known-cause'
import { portFacts } from './ports'
import { isOurPublicAddress } from './site'
import { printNoAnswer } from './words'

export interface Connection {
  readonly address: string
  readonly port: number
  readonly from: Vantage
}

/** What a stranger can make of a refusal: the computer is there, and nothing listens. */
function causesOfRefusal({ address, port }: Connection): Causes {
  const { protocol, serviceName } = portFacts(port)
  return [
    cause(
      'service-stopped',
      `A computer answers at ${address} and says that nothing listens at port ${port} (${protocol}). Most often the service ${serviceName} is stopped.`,
      `Start ${serviceName} on the server.`,
      '/devices',
    ),
    cause(
      'wrong-forward',
      `Or the router forwards port ${port} to a server that does not speak ${protocol}.`,
      'Compare the forward with the checklist of the router.',
      '/network/router',
    ),
  ]
}

/** Silence from outside has four usual reasons; whether other ports answer tells them apart. */
function causesOfSilence({ address, port }: Connection, othersAnswer: boolean | null): Causes {
  const forward = cause(
    'no-forward',
    `The router has no forward for port ${port}, or leads it to an address where no computer is.`,
    `Forward port ${port} to the server.`,
    '/network/router',
  )
  const blocked = cause(
    'port-blocked',
    `The Internet Service Provider lets nobody reach port ${port}${port === 25 ? ', as many do on lines for homes' : ''}.`,
    `Ask the provider to open port ${port}.`,
    '/network/router',
  )
  const doubleNat = cause(
    'double-nat',
    `Another router stands before this one and forwards nothing: the router’s own address is not ${address}.`,
    'Look at the address on the Internet side of the router, and put the first router into bridge mode.',
    '/network/router',
  )
  const other = cause(
    'other-public-address',
    `${address} is not the site’s address any more.`,
    'Compare it with the address that the router shows.',
    '/network/router',
  )
  if (othersAnswer === true) return port === 25 ? [blocked, forward] : [forward, blocked]
  if (othersAnswer === false) return [doubleNat, other, forward, blocked]
  return [forward, blocked, doubleNat, other]
}

function causesInside({ address, port }: Connection): Causes {
  return [
    cause(
      'address-changed',
      `No computer answers at ${address}: it is turned off, has another address now, or its firewall drops port ${port}.`,
      'Look at the addresses of the servers.',
      '/devices',
    ),
  ]
}

function hairpin({ address }: Connection): Causes {
  return [
    cause(
      'hairpin',
      `This cannot be judged from inside your network: most routers do not lead a connection to their own public address ${address} back inside (hairpin NAT). From the Internet it may well answer.`,
      'Try it from outside: with a telephone on the mobile network, or from another site.',
    ),
  ]
}

/** The step of a connection that met nobody, with what is wrong as exactly as it can be known. */
export function noAnswer(
  examined: Examined,
  asked: Asked,
  met: NoAnswer,
  connection: Connection,
  evidence: { readonly steps?: readonly Step[]; readonly othersAnswer?: boolean | null } = {},
): Step {
  const { steps = [], othersAnswer = null } = evidence
  const answered = printNoAnswer(met)
  if (met.kind === 'forbidden') return skipped(asked, met.reason, steps)
  const ours = isOurPublicAddress(examined, connection.address)
  if (examined.live && ours) return warn(asked, answered, hairpin(connection), steps)
  const known = knownCause(examined, connection)
  if (known) return fail(asked, answered, [known], steps)
  if (met.kind === 'unreachable')
    return fail(
      asked,
      answered,
      [cause('unreachable', met.reason, 'Check this computer’s own way to the Internet.')],
      steps,
    )
  if (met.kind === 'refused') return fail(asked, answered, causesOfRefusal(connection), steps)
  const inside = addressScope(connection.address) !== 'public'
  return fail(
    asked,
    answered,
    inside ? causesInside(connection) : causesOfSilence(connection, othersAnswer),
    steps,
  )
}
