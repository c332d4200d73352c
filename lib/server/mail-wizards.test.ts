import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveConnector } from '@/lib/exchange'
import { contoso, done, snapshot } from '@/lib/exchange/contoso-for-tests'
import type { Runbook } from '@/lib/runbooks/runbook'
import { printCommand, secure } from '@/lib/shell'
import { type Answers, checkAnswers, loadWizard, type WizardId, withSuggestions } from '@/lib/wizards'
import { receiveConnectorFacts, removeConnectorFacts, sendConnectorFacts } from './facts/connectors'
import { messageFacts, queueFacts } from './facts/queues'
import type { TestSite } from './test-site'
import { keepMail } from './transport/keep-mail'
import { mailToKeep } from './transport/mail-for-tests'
import { openPool } from './transport/pool'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2013')
})
afterAll(() => site.close())

async function compiled(id: WizardId, facts: unknown, typed: Answers = {}): Promise<Runbook> {
  const wizard = await loadWizard(id)
  const answers = withSuggestions(wizard, facts, typed)
  expect(checkAnswers(wizard, facts, answers)).toEqual([])
  return wizard.compile(facts, answers, (_, prompt) => secure(prompt, ''))
}

const lines = ({ steps }: Runbook) => steps.map(({ command }) => printCommand(command))

/** Runs all steps, then what takes them back. */
async function thereAndBack({ steps }: Runbook) {
  const before = await snapshot(site)
  const undo = []
  for (const { command } of steps) undo.unshift(...((await done(site.run(command))).undo ?? []))
  const between = await snapshot(site)
  for (const one of undo) await done(site.run(one))
  expect(await snapshot(site)).toEqual(before)
  return between
}

describe('The wizard of Send connectors', () => {
  const smart = { name: 'Provider', spaces: '*;1', route: 'smart', hosts: 'mx1.example.net, 192.0.2.7' }
  const facts = (subject = '') => sendConnectorFacts(site.site, subject)

  it('makes one with two smart hosts, and shows its command', async () => {
    const runbook = await compiled('send-connector', await facts(), smart)
    expect(lines(runbook)).toEqual([
      "New-SendConnector -Name 'Provider' -Usage 'Custom' -AddressSpaces 'SMTP:*;1' -DNSRoutingEnabled $false -SmartHosts 'mx1.example.net','192.0.2.7' -SmartHostAuthMechanism 'None' -SourceTransportServers 'EXCH01' -ProtocolLoggingLevel 'None'",
    ])
    await thereAndBack(runbook)
  })

  it('tells the smart host a user name and a password, which stay until others are typed', async () => {
    const account = { authentication: 'BasicAuthRequireTLS', userName: 'contoso', hostPassword: 'Copper-19' }
    const name = 'With account'
    const runbook = await compiled('send-connector', await facts(), { ...smart, ...account, name })
    expect(lines(runbook)[0]).toContain("-AuthenticationCredential (Get-Credential 'contoso')")
    const [make] = runbook.steps
    const undo = make ? ((await done(site.run(make.command))).undo ?? []) : []
    const known = await facts(name)
    expect(known?.connector).toMatchObject({ userName: 'contoso' })
    expect(JSON.stringify(known)).not.toContain('sealed')
    expect(lines(await compiled('send-connector', known))[0]).not.toContain('Credential')
    const wizard = await loadWizard('send-connector')
    const other = withSuggestions(wizard, known, { userName: 'fabrikam' })
    expect(checkAnswers(wizard, known, other)).toMatchObject([{ field: 'hostPassword' }])
    for (const one of undo) await done(site.run(one))
  })

  it('refuses a smart host that is none, at its field', async () => {
    const wizard = await loadWizard('send-connector')
    const answers = withSuggestions(wizard, await facts(), { ...smart, hosts: 'not a host' })
    expect(checkAnswers(wizard, await facts(), answers)).toMatchObject([
      { field: 'hosts', error: { target: 'SmartHosts' } },
    ])
  })

  it('changes one to DNS, and disables the others for the same domains', async () => {
    const [make] = (await compiled('send-connector', await facts(), smart)).steps
    if (make) await done(site.run(make.command))
    const second = { ...smart, name: 'Second', alone: true }
    const runbook = await compiled('send-connector', await facts(), second)
    expect(lines(runbook)[1]).toBe("Set-SendConnector -Identity 'Provider' -Enabled $false")
    await thereAndBack(runbook)
    await thereAndBack(await compiled('send-connector', await facts('Provider'), { route: 'dns' }))
  })

  it('removes one, and says that its mail has no other way', async () => {
    const removal = await removeConnectorFacts(site.site, 'Send:Provider')
    expect(removal).toMatchObject({ serves: ['SMTP:*;1'], last: true })
    const runbook = await compiled('remove-connector', removal)
    expect(lines(runbook)).toEqual(["Remove-SendConnector -Identity 'Provider' -Confirm:$false"])
    await thereAndBack(runbook)
    expect(await removeConnectorFacts(site.site, 'Send:Nobody')).toBeNull()
  })
})

describe('The wizard of Receive connectors', () => {
  it('ticks anonymous users, which count at once', async () => {
    const facts = await receiveConnectorFacts(site.site, 'EXCH01\\Default EXCH01')
    const runbook = await compiled('receive-connector', facts, { AnonymousUsers: true })
    expect(lines(runbook)[0]).toContain("-PermissionGroups 'AnonymousUsers','ExchangeUsers'")
    expect(runbook.steps).toHaveLength(1)
    await thereAndBack(runbook)
  })

  it('makes one for a device in the office', async () => {
    const facts = await receiveConnectorFacts(site.site, '')
    const answers = { name: 'Printer', bindings: '0.0.0.0:25', ranges: '192.168.0.77', AnonymousUsers: true }
    const runbook = await compiled('receive-connector', facts, answers)
    expect(lines(runbook)[0]).toContain(
      "New-ReceiveConnector -Name 'Printer' -Usage 'Custom' -Server 'EXCH01' -Bindings '0.0.0.0:25' -RemoteIPRanges '192.168.0.77'",
    )
    await thereAndBack(runbook)
  })

  it.each([
    ['Client', { ranges: '192.168.0.78' }, "-RemoteIPRanges '192.168.0.78'", 'ExchangeUsers'],
    ['Internet', { bindings: '192.168.0.3:2526' }, "-Bindings '192.168.0.3:2526'", 'AnonymousUsers'],
    ['Internal', { ranges: '192.168.0.79' }, "-RemoteIPRanges '192.168.0.79'", 'ExchangeServers'],
    [
      'Partner',
      { bindings: '192.168.0.3:2527', ranges: '192.0.2.7' },
      "-Bindings '192.168.0.3:2527'",
      'Partners',
    ],
  ])('makes one for the use %s, which sets who may send', async (usage, answers, says, group) => {
    const facts = await receiveConnectorFacts(site.site, '')
    const runbook = await compiled('receive-connector', facts, { name: usage, usage, ...answers })
    expect(lines(runbook)[0]).toContain(`-Usage '${usage}' -Server 'EXCH01' ${says}`)
    expect(lines(runbook)[0]).not.toMatch(/-PermissionGroups|-AuthMechanism/)
    for (const { command } of runbook.steps) await done(site.run(command))
    const made = await site.site.store.find(receiveConnector, `EXCH01\\${usage}`)
    expect(made?.properties.permissionGroups).toContain(group)
  })

  it('says that a name is missing, and not what a name looks like', async () => {
    const wizard = await loadWizard('receive-connector')
    const facts = await receiveConnectorFacts(site.site, '')
    const answers = withSuggestions(wizard, facts, { name: ' ', ranges: '192.168.0.77' })
    expect(checkAnswers(wizard, facts, answers)).toMatchObject([
      { field: 'name', error: { message: 'A name is missing.' } },
    ])
  })
})

describe('The wizards of queues and messages', () => {
  it('suspend and resume them, and remove what waits', async () => {
    const pool = openPool(site.url, { max: 1 })
    await keepMail(pool, [
      mailToKeep(['j.park@fabrikam.com'], 'One'),
      mailToKeep(['j.park@fabrikam.com'], 'Two'),
    ])
    const { rows } = await pool.query<{ id: bigint }>('select min("id") as "id" from "MailDelivery"')
    await pool.end()
    const queue = await queueFacts(site.site, 'exch01\\submission')
    expect(queue).toMatchObject({ identity: 'EXCH01\\Submission', messages: 2 })
    await thereAndBack(await compiled('suspend-queue', queue))
    const message = await messageFacts(site.site, `EXCH01\\Submission\\${rows[0]?.id}`)
    expect(message).toMatchObject({ subject: 'One', recipients: ['j.park@fabrikam.com'] })
    const messages = () => site.db.mailDelivery.findMany({ select: { state: true }, orderBy: { id: 'asc' } })
    for (const { command } of (await compiled('suspend-message', message)).steps)
      await done(site.run(command))
    expect(await messages()).toEqual([{ state: 'Suspended' }, { state: 'Ready' }])
    const removal = await compiled('remove-messages', queue, { report: 'without' })
    expect(lines(removal)).toEqual([
      "Remove-Message -Server 'EXCH01' -Filter 'Queue -eq ''EXCH01\\Submission''' -WithNDR $false -Confirm:$false",
    ])
    for (const { command } of removal.steps) await done(site.run(command))
    expect(await messages()).toEqual([])
    expect(await messageFacts(site.site, `EXCH01\\Submission\\${rows[0]?.id}`)).toBeNull()
  })
})
