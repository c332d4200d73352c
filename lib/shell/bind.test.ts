import { describe, expect, it } from 'vitest'
import { bind } from './bind'
import { cmdlet, commandTable, invoke } from './cmdlet'
import { command, pipe } from './command'
import {
  boolean,
  enumeration,
  flags,
  int32,
  mandatory,
  multiValued,
  piped,
  switchParameter,
  text,
} from './parameter'
import { ok } from './result'
import { absent, present } from './value'

const table = {
  Identity: mandatory(text, 1),
  DomainName: text,
  DomainType: enumeration('DomainType', 'Authoritative', 'InternalRelay'),
  Services: flags('AllowedServices', 'IMAP', 'POP', 'IIS', 'SMTP'),
  Members: multiValued(text),
  Count: int32,
  MakeDefault: boolean,
  Force: switchParameter,
}

describe('parameter binding', () => {
  it('takes full names, abbreviations and positions, without case', () => {
    expect(bind(command('X', { domainname: 'a', make: true }, ['here']), table)).toEqual(
      ok({ Identity: 'here', DomainName: 'a', MakeDefault: true }),
    )
  })

  it('refuses an unknown, an ambiguous and a doubled name with the words of PowerShell', () => {
    const error = (args: Record<string, string>) => {
      const result = bind(command('X', { Identity: 'a', ...args }), table)
      return result.ok ? null : result.error
    }
    expect(error({ Colour: 'red' })).toMatchObject({
      errorId: 'NamedParameterNotFound',
      message: "A parameter cannot be found that matches parameter name 'Colour'.",
    })
    expect(error({ Domain: 'x' })).toMatchObject({
      errorId: 'AmbiguousParameter',
      message: expect.stringContaining('-DomainName -DomainType'),
    })
    expect(error({ Ident: 'b' })).toMatchObject({ errorId: 'ParameterAlreadyBound' })
  })

  it('names the parameter that is missing, misplaced or of the wrong kind', () => {
    expect(bind(command('X'), table)).toMatchObject({
      error: { errorId: 'MissingMandatoryParameter', target: 'Identity' },
    })
    expect(bind(command('X', {}, ['a', 'Restart']), table)).toMatchObject({
      error: { message: "A positional parameter cannot be found that accepts argument 'Restart'." },
    })
    expect(bind(command('X', { Identity: 'a', MakeDefault: 'yes' }), table)).toMatchObject({
      error: { target: 'MakeDefault' },
    })
    expect(bind(command('X', { Identity: 'a', DomainType: 'Other' }), table)).toMatchObject({
      error: { target: 'DomainType' },
    })
  })

  it('converts words, flags, lists and switches', () => {
    const args = {
      Identity: 'a',
      DomainType: 'authoritative',
      Services: 'POP, IIS',
      Members: 'one',
      Count: '3',
      Force: present,
    }
    expect(bind(command('X', args), table)).toEqual(
      ok({
        Identity: 'a',
        DomainType: 'Authoritative',
        Services: ['POP', 'IIS'],
        Members: ['one'],
        Count: 3,
        Force: true,
      }),
    )
    expect(bind(command('X', { Identity: 'a', Force: absent }), table)).toMatchObject({
      value: { Force: false },
    })
  })
})

describe('a pipeline', () => {
  const set: string[] = []
  const commands = commandTable<null>([
    cmdlet<null>()({
      name: 'Get-Thing',
      synopsis: '',
      parameters: {},
      run: async () =>
        ok({ output: [{ Identity: 'a' }, { Identity: 'b' }], warnings: ['careful'], undo: [] }),
    }),
    cmdlet<null>()({
      name: 'Set-Thing',
      synopsis: '',
      parameters: { Identity: mandatory(piped(text)), Url: text },
      run: async ({ Identity, Url }) => {
        set.push(`${Identity}=${Url}`)
        return ok({ undo: [command('Set-Thing', { Identity })] })
      },
    }),
  ])

  it('runs the next command once for each object, and is taken back in the opposite order', async () => {
    const result = await invoke(
      commands,
      pipe(command('Get-Thing'), command('Set-Thing', { Url: 'u' })),
      null,
    )
    expect(set).toEqual(['a=u', 'b=u'])
    expect(result).toMatchObject({
      value: {
        warnings: ['careful'],
        undo: [{ arguments: { Identity: 'b' } }, { arguments: { Identity: 'a' } }],
      },
    })
  })

  it('says which command is not known', async () => {
    const result = await invoke(commands, pipe(command('Get-Thing'), command('Set-Nothing')), null)
    expect(result).toMatchObject({
      error: { errorId: 'CommandNotFoundException', message: expect.stringContaining("'Set-Nothing'") },
    })
  })
})
