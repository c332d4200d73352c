import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Value } from '@/lib/shell'
import { documented } from '.'
import { parameterByType } from './by-type'
import { applyListChange } from './list-change'

const parse = (type: string, value: Value, name = 'Any', values?: string[]) =>
  parameterByType(name, { type, ...(values ? { values } : {}) }).parse(value)
const read = (...given: Parameters<typeof parse>) => {
  const result = parse(...given)
  return result.ok ? result.value : result.error.errorId
}
const refused = 'ParameterArgumentTransformationError'

describe('The facts about cmdlets', () => {
  it('say what a parameter is, in which versions, and how it takes the pipeline', () => {
    const get = documented('Get-Mailbox')
    expect(get?.versions).toEqual(['2010', '2013', '2016'])
    expect(get?.parameters.Identity).toMatchObject({ position: 1, pipeline: 'byValue' })
    expect(documented('Set-ReceiveConnector')?.parameters.AuthTarpitInterval?.versions).toEqual(['2016'])
    expect(documented('Set-ReceiveConnector')?.parameters.Confirm?.aliases).toEqual(['cf'])
  })

  it('know nothing of a cmdlet that Exchange does not have, nor of one that came later', () => {
    expect(documented('Get-Nothing')).toBeNull()
    expect(documented('Upgrade-DistributionGroup')).toBeNull()
    expect(documented('constructor')).toBeNull()
  })
})

describe('A parameter that is known by its type alone', () => {
  it.each([
    ['Boolean', true, true],
    ['Boolean', 0, false],
    ['Boolean', 'true', refused],
    ['Int32', '17', 17],
    ['Int32', 2 ** 31, refused],
    ['UInt32', -1, refused],
    ['EnhancedTimeSpan', '7.00:00:00', '7.00:00:00'],
    ['EnhancedTimeSpan', '25:61:00', refused],
    ['ByteQuantifiedSize', 10485760, '10 MB (10,485,760 bytes)'],
    ['ByteQuantifiedSize', 'large', refused],
    ['Unlimited', 'unlimited', 'Unlimited'],
    ['Unlimited', 500, 500],
    ['Fqdn', 'ContosoDC', 'ContosoDC'],
    ['Fqdn', 'not a name', refused],
    ['Guid', '{A0B1C2D3-0000-0000-0000-000000000000}', 'a0b1c2d3-0000-0000-0000-000000000000'],
    ['Guid', '42', refused],
    ['SmtpAddress', 'kweku@contoso.com', 'kweku@contoso.com'],
    ['DateTime', '09/17/2018', '09/17/2018'],
    ['DateTime', 'some day', refused],
    ['Uri', 'https://mail.contoso.com/owa', 'https://mail.contoso.com/owa'],
    ['ServerIdParameter', 'EXCH01', 'EXCH01'],
    ['ServerIdParameter', null, null],
    ['MultiValuedProperty', 'one', ['one']],
    ['ProtocolLoggingLevel', 'verbose', 'Verbose'],
    ['ProtocolLoggingLevel', 1, 'Verbose'],
    ['ProtocolLoggingLevel', 'loud', refused],
  ] as const)('%s reads %j', (type, given, expected) => {
    expect(read(type, given as Value)).toEqual(expected)
  })

  it('keeps a size as Exchange prints it where its name says that it is one', () => {
    expect(read('Unlimited', 785 * 1024 ** 2, 'MaxSendSize')).toBe('785 MB (823,132,160 bytes)')
    expect(read('Unlimited', 1000, 'ResultSize')).toBe(1000)
  })

  it('takes several words of an enumeration in one string or in a list', () => {
    const words = ['None', 'Tls', 'BasicAuth']
    expect(read('AuthMechanisms', 'tls, basicauth', 'Any', words)).toEqual(['Tls', 'BasicAuth'])
    expect(read('AuthMechanisms', ['Tls', 'BasicAuth'], 'Any', words)).toEqual(['Tls', 'BasicAuth'])
    expect(read('AuthMechanisms', ['Tls', 'Magic'], 'Any', words)).toBe(refused)
  })

  it('refuses what would not fit anywhere: endless texts and lists, secrets as texts', () => {
    expect(read('String', 'x'.repeat(40_000))).toBe(refused)
    expect(read('MultiValuedProperty', Array(6_000).fill('x'))).toBe(refused)
    expect(read('String', { kind: 'secure', prompt: 'Password', sealed: 'abc' })).toBe(refused)
    expect(read('PSCredential', 'CONTOSO\\admin')).toBe(refused)
  })
})

describe('@{Add=…; Remove=…}', () => {
  it('adds what is not there yet and removes what is, without case', () => {
    const change = {
      kind: 'table',
      entries: [
        ['Add', ['b', 'C']],
        ['remove', 'A'],
      ],
    } as const
    expect(applyListChange(change, ['a', 'b'])).toEqual({ ok: true, value: ['b', 'C'] })
  })

  it('has no other keys', () => {
    expect(applyListChange({ kind: 'table', entries: [['Replace', 'a']] }, [])).toMatchObject({
      ok: false,
      error: { errorId: refused },
    })
  })
})

describe('The room of the facts', () => {
  it('is opened by cmdlets alone, so that no browser loads it with an alias or a quota', () => {
    const room = join(import.meta.dirname, '..')
    const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((one) =>
      one.endsWith('.ts'),
    )
    const opening = files.filter((file) =>
      /from '[^']*\/(reference|reference\/[^']*)'/.test(readFileSync(join(room, file), 'utf8')),
    )
    expect(opening.length).toBeGreaterThan(3)
    expect(opening.filter((file) => !/^(cmdlets|reference|testing)[\\/]/.test(file))).toEqual([])
  })
})
