/**
 * Fills an empty database, in a process of its own: DATABASE_URL, SECRET_KEY and ADMIN_PASSWORD are its
 * environment, what to add to the Contoso example its arguments. Everything is made by the product's own commands.
 */
import { drillRecord, drills } from '@/lib/drills'
import { makeHealthy } from '@/lib/drills/testing/healthy-contoso'
import { defaultPasswordPolicy } from '@/lib/essentials'
import { hashPassword } from '@/lib/server/administrator-password'
import { administratorRow } from '@/lib/server/administrators'
import { ScriptRunKeeper } from '@/lib/server/console/script-run'
import { type Db, db } from '@/lib/server/db'
import { createExample } from '@/lib/server/example'
import { callerOf, execute, executeAll, inTransaction } from '@/lib/server/execute'
import { integrateFacts } from '@/lib/server/facts/integrate'
import { runWorker } from '@/lib/server/run-worker'
import { startRun } from '@/lib/server/runs'
import { openSite } from '@/lib/server/site'
import { vault } from '@/lib/server/vault'
import { command, printCommand, secure } from '@/lib/shell'
import { withSuggestions } from '@/lib/wizards'
import { importRunbook, parseUsersCsv, planUsers } from '@/lib/wizards/import-users'
import { integrate } from '@/lib/wizards/integrate'

const failing = 'A run that fails'
const nextDrill = 'forward-25-wrong-server'
const actor = 'admin@contoso.com'
const password = process.env.ADMIN_PASSWORD ?? ''
const seal = (secret: string, prompt: string) => secure(prompt, vault.seal(secret))

const additions: Readonly<Record<string, () => Promise<void>>> = {
  async integration() {
    const { site } = await openSite(db, callerOf(actor))
    const facts = await integrateFacts(site)
    const answers = withSuggestions(integrate, facts, { certificate: 'self' })
    await startRun(
      integrate.compile(facts, answers, () => seal('', '')),
      { actor, source: 'wizard:integrate' },
    )
  },
  async users() {
    const names = ['Frank Miller', 'Anna Adams', 'Zoë Çelik', "Sinéad O'Brien", '田中 太郎']
    const lines = names.map((name) => name.replace(' ', ','))
    const table = parseUsersCsv(Buffer.from(['First name,Last name', ...lines].join('\n')))
    if (!table.ok) throw new Error(table.error.message)
    const users = planUsers(table.value, {
      policy: defaultPasswordPolicy,
      initialPassword: 'Pa55word for the start',
      withMailbox: true,
      taken: { logonNames: new Map(), aliases: new Map() },
    })
    await startRun(importRunbook(users, true, seal), { actor, source: '/users/import' })
  },
  async records() {
    const record = (Name: string, Type: string, Data: string) =>
      command('Add-ProviderDnsRecord', { Zone: 'contoso.com', Name, Type, Data, TimeToLive: 3600 })
    const done = await executeAll(
      [record('mail', 'A', '203.0.113.25'), record('@', 'MX', '0 mail.contoso.com')],
      { actor, source: '/network/provider' },
    )
    if (!done.ok) throw new Error(done.error.message)
  },
  /** A script that was run in the shell: it made two groups and a contact. */
  async script() {
    const keeper = new ScriptRunKeeper({ title: '', actor, source: '', startedAt: new Date() })
    const scriptRunId = await keeper.begin()
    const made = [
      command('New-DistributionGroup', { Name: 'Sales team', Alias: 'salesteam', Members: ['AnnaA'] }),
      command('New-DynamicDistributionGroup', { Name: 'Everybody', IncludedRecipients: 'MailboxUsers' }),
      command('New-MailContact', { Name: 'Carla Vendor', ExternalEmailAddress: 'carla@fabrikam.com' }),
    ]
    const done = await executeAll(made, { actor, source: 'shell', scriptRunId })
    if (!done.ok) throw new Error(done.error.message)
    keeper.commandCount = made.length
    const source = made.map(printCommand).join('\n')
    const output =
      'Name        DisplayName GroupType   PrimarySmtpAddress\n----        ----------- ---------   ------------------'
    await keeper.finish('succeeded', { title: 'C:\\Scripts\\people.ps1', source, output })
  },
  async 'failed-run'() {
    const steps = [
      {
        title: 'Start a service that nobody has',
        command: command('Start-Service', { Name: 'NoSuchService' }),
      },
    ]
    await startRun({ title: failing, steps }, { actor, source: '/activity' })
  },
  /** All that the guide asks for is done, and every check is green. */
  async healthy() {
    const open = async (on: Db) => (await openSite(on, callerOf(actor))).site
    await makeHealthy({
      site: await open(db),
      run: (one) => execute(one, { actor, source: 'example' }),
      inTransaction: (work) => inTransaction(db, async (tx) => work(await open(tx))),
    })
  },
  /** Every drill but one has been practised before, so that this one is next. */
  async practised() {
    const { site } = await openSite(db, callerOf(actor))
    for (const [index, { id, level }] of drills.entries()) {
      if (id === nextDrill) continue
      const startedAt = new Date(Date.UTC(2026, 10, 1, 8, index)).toISOString()
      const endedAt = new Date(Date.UTC(2026, 10, 1, 8, index, 40)).toISOString()
      const record = { drill: id, level, outcome: 'Mended', by: 'admin', startedAt, endedAt } as const
      await site.store.insert(drillRecord, startedAt, record)
    }
  },
  async observer() {
    const owner = { email: 'observer@contoso.com', name: 'Olga Observer' }
    await db.administrator.create({ data: administratorRow(owner, 'Observer', await hashPassword(password)) })
  },
}

await createExample({ adminPassword: password })
for (const name of process.argv.slice(2)) {
  const add = additions[name]
  if (!add) throw new Error(`There is no ${name} to add to the example.`)
  await add()
  await runWorker().wake()
  await runWorker().idle()
}
const failed = await db.runStep.findMany({ where: { state: 'failed', run: { title: { not: failing } } } })
if (failed.length > 0) throw new Error(JSON.stringify(failed.map(({ title, error }) => ({ title, error }))))
process.exit(0)
