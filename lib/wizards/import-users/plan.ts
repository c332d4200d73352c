import {
  judgePassword,
  type PasswordPolicy,
  parseLogonName,
  parsePersonName,
  suggestLogonName,
} from '@/lib/essentials'
import { parseAlias, parseQuota, suggestAlias } from '@/lib/exchange'
import type { Runbook, Step } from '@/lib/runbooks/runbook'
import {
  absent,
  command,
  type ErrorRecord,
  errorRecord,
  present,
  type Result,
  type SecureString,
} from '@/lib/shell'
import { mailboxSteps } from '../mailbox-quota'
import type { CsvRow, CsvTable } from './csv'

/** What stands in the way of one row, or is merely worth knowing, at its column. */
export interface RowProblem {
  readonly column: string
  readonly error: ErrorRecord
}

/** One user to be, with everything filled in that the file left out. */
export interface PlannedUser {
  readonly line: number
  readonly firstName: string
  readonly lastName: string
  readonly logonName: string
  readonly alias: string
  readonly accessLevel: 'User' | 'Administrator'
  readonly quota: string
  readonly password: string
  readonly problems: readonly RowProblem[]
}

/** What is taken already, in lower case, and by whom. */
export interface Taken {
  readonly logonNames: ReadonlyMap<string, string>
  readonly aliases: ReadonlyMap<string, string>
}

export interface PlanOptions {
  readonly policy: PasswordPolicy
  /** For rows without a password of their own. */
  readonly initialPassword: string
  readonly withMailbox: boolean
  readonly taken: Taken
}

const problem = (column: string, message: string, recommendedAction: string): RowProblem => ({
  column,
  error: errorRecord('InvalidData', 'RowInvalid', message, { target: column, recommendedAction }),
})

const from = (column: string, result: Result<unknown>): RowProblem[] =>
  result.ok ? [] : [{ column, error: result.error }]

function accessLevelOf(written: string): 'User' | 'Administrator' | null {
  if (/^(|user|standard( user)?)$/i.test(written)) return 'User'
  return /^admin(istrator)?$/i.test(written) ? 'Administrator' : null
}

/** Names that this file or the site has given away; the first line that asks for one gets it. */
class Names {
  readonly #given = new Map<string, string>()
  /** All of them, in lower case. */
  readonly all: Set<string>
  constructor(readonly taken: ReadonlyMap<string, string>) {
    this.all = new Set(taken.keys())
  }

  holder(name: string): string | undefined {
    return this.#given.get(name.toLowerCase()) ?? this.taken.get(name.toLowerCase())
  }
  give(name: string, holder: string): void {
    if (!this.holder(name)) this.#given.set(name.toLowerCase(), holder)
    this.all.add(name.toLowerCase())
  }
}

function claim(names: Names, column: string, name: string, line: number): RowProblem[] {
  const holder = names.holder(name)
  names.give(name, `line ${line}`)
  return holder ? [problem(column, `${name} is already used by ${holder}.`, 'Choose another one.')] : []
}

function planRow({ line, values }: CsvRow, options: PlanOptions, logons: Names, aliases: Names): PlannedUser {
  const { firstName = '', lastName = '', password: ownPassword = '', quota = '' } = values
  const logonName = values.logonName || suggestLogonName(firstName, lastName, logons.all)
  const alias = values.alias || suggestAlias(firstName || logonName, lastName, aliases.all)
  const accessLevel = accessLevelOf(values.accessLevel ?? '')
  const password = ownPassword || options.initialPassword
  const [weak] = judgePassword(options.policy, password, {
    logonName,
    displayName: `${firstName} ${lastName}`.trim(),
  })
  const mailbox = options.withMailbox
    ? [
        ...from('alias', parseAlias(alias)),
        ...claim(aliases, 'alias', alias, line),
        ...(quota ? from('quota', parseQuota(quota)) : []),
      ]
    : []
  const problems = [
    ...from('firstName', parsePersonName('FirstName', firstName)),
    ...from('lastName', parsePersonName('LastName', lastName)),
    ...from('logonName', parseLogonName(logonName)),
    ...claim(logons, 'logonName', logonName, line),
    ...(accessLevel
      ? []
      : [
          problem(
            'accessLevel',
            `"${values.accessLevel}" is no access level.`,
            'Write User or Administrator.',
          ),
        ]),
    ...(weak ? [problem('password', weak, 'Give this row another password.')] : []),
    ...mailbox,
  ]
  return {
    line,
    firstName,
    lastName,
    logonName,
    alias,
    accessLevel: accessLevel ?? 'User',
    quota: quota || '2 GB',
    password,
    problems,
  }
}

/** Every row as the user it would become, with what stands in its way. */
export function planUsers({ rows }: CsvTable, options: PlanOptions): readonly PlannedUser[] {
  const [logons, aliases] = [new Names(options.taken.logonNames), new Names(options.taken.aliases)]
  return rows.map((row) => planRow(row, options, logons, aliases))
}

/** The import as one runbook; each user is a group of its own, so that one failure does not stop the others. */
export function importRunbook(
  users: readonly PlannedUser[],
  withMailbox: boolean,
  seal: (password: string, prompt: string) => SecureString,
): Runbook {
  const steps = users.flatMap((user): Step[] => {
    const { logonName, firstName, lastName, accessLevel, alias, quota, password } = user
    const account = command('Add-WssUser', {
      Name: logonName,
      FirstName: firstName || undefined,
      LastName: lastName || undefined,
      Password: seal(password, `Password of ${logonName}`),
      AccessLevel: accessLevel,
      AllowRemoteAccess: present,
      AllowVpnAccess: absent,
    })
    const unlimited = /^unlimited$/i.test(quota)
    const mailbox = withMailbox ? mailboxSteps(logonName, alias, { quota, enforceQuota: !unlimited }) : []
    return [{ title: `Create the account ${logonName}`, command: account }, ...mailbox].map((step) => ({
      ...step,
      group: logonName,
    }))
  })
  return { title: `Import ${users.length} user accounts`, steps }
}
