import { multiValued, ok, type Parameter, parsed, type Result, refuse } from '@/lib/shell'
import { parseSmtpAddress } from '../../directory/address'
import { primaryFirst } from '../../directory/policy-addresses'
import type { Address } from '../../store'

const proxyAddress = parsed('ProxyAddress', (given): Result<Address> => {
  const [, prefix, rest = ''] = /^(smtp:)?(.*)$/is.exec(given.trim()) ?? []
  const address = parseSmtpAddress(rest)
  return address.ok ? ok({ address: address.value, primary: prefix === 'SMTP:' }) : address
})

/**
 * The whole list of a mailbox's addresses: `SMTP:` in capitals marks the primary one; without any, the first
 * is. `@{Add=…}` is not read yet.
 */
export const emailAddresses: Parameter<readonly Address[]> = {
  type: 'ProxyAddressCollection',
  parse: (value) => {
    const list = multiValued(proxyAddress).parse(value)
    return list.ok ? oneOfEach(list.value) : list
  },
}

function oneOfEach(given: readonly Address[]): Result<readonly Address[]> {
  const keys = given.map(({ address }) => address.toLowerCase())
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice) return wrong(`The email address "${twice}" is there twice.`)
  const primaries = given.filter(({ primary }) => primary).length
  if (primaries > 1) return wrong('There are several primary SMTP addresses. A mailbox has one.')
  if (given.length === 0) return wrong('A mailbox needs a primary SMTP address.')
  return ok(
    primaryFirst(
      primaries === 1 ? given : given.map(({ address }, index) => ({ address, primary: index === 0 })),
    ),
  )
}

function wrong(message: string): Result<never> {
  return refuse('InvalidArgument', 'InvalidEmailAddresses', message, {
    target: 'EmailAddresses',
    recommendedAction:
      'Write the primary address with SMTP: in capitals, and each other one once with smtp:.',
  })
}
