import { describe, expect, it } from 'vitest'
import { expectedRecords } from '@/lib/network'
import { contoso } from '@/lib/network/testing/contoso'
import { formEntries, readFormStyle } from './provider-forms'
import { dmarcRecord } from './recommended-rows'

const records = [...expectedRecords(contoso()), dmarcRecord('contoso.com')]

function typed(wanted: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    formEntries(records, 'contoso.com', readFormStyle(wanted)).map(({ id, fields }) => [
      id,
      fields.map(({ value }) => value).join(' | '),
    ]),
  )
}

describe('the form of a provider', () => {
  it('is taken to be the usual one: the domain is added, @ stands for it, a field for each part', () => {
    expect(typed({})).toEqual({
      mail: 'mail | 203.0.113.25',
      mx: '@ | 0 | mail.contoso.com',
      spf: '@ | v=spf1 a mx ~all',
      autodiscover: '_autodiscover._tcp | 0 | 0 | 443 | mail.contoso.com',
      dmarc: '_dmarc | v=DMARC1; p=none; rua=mailto:postmaster@contoso.com',
    })
  })

  it('may want whole names with dots, and everything in the value', () => {
    const style = { host: 'whole', dot: 'with', priority: 'inside', service: 'inside' }
    expect(typed(style)).toEqual({
      mail: 'mail.contoso.com. | 203.0.113.25',
      mx: 'contoso.com. | 0 mail.contoso.com.',
      spf: 'contoso.com. | v=spf1 a mx ~all',
      autodiscover: '_autodiscover._tcp.contoso.com. | 0 0 443 mail.contoso.com.',
      dmarc: '_dmarc.contoso.com. | v=DMARC1; p=none; rua=mailto:postmaster@contoso.com',
    })
  })

  it('may want the host empty for the domain itself', () => {
    expect(typed({ apex: 'empty' }).mx).toBe(' | 0 | mail.contoso.com')
  })

  it('that nobody knows is the usual one', () => {
    expect(typed({ host: ['whole', 'x'], dot: 7, priority: '<b>' })).toEqual(typed({}))
  })
})
