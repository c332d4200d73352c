import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { database } from './db'
import { createExample } from './example'
import { runSession } from './shell-session'
import { type TestSite, testSite } from './test-site'

describe('a shell on the rehearsed site', () => {
  let place: TestSite

  beforeAll(async () => {
    place = await testSite()
    process.env.DATABASE_URL = place.url
    await createExample({ adminPassword: 'Sunrise-over-7-hills' })
  })
  afterAll(async () => {
    await database().$disconnect()
    await place.close()
  })

  async function run(source: string, json = false) {
    const [output, errors] = [new PassThrough(), new PassThrough()]
    const status = await runSession({
      actor: 'admin@contoso.com',
      input: process.stdin,
      output,
      errors,
      script: source,
      interactive: false,
      json,
    })
    output.end()
    errors.end()
    return { status, output: await text(output), errors: await text(errors) }
  }
  const jsonLines = async (source: string) =>
    (await run(source, true)).output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { ok: boolean; objects: unknown[]; errors: { errorId: string }[] })

  it('runs the commands of the dashboard, and each is in the log', async () => {
    const { status, errors } = await run(
      'New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com; Set-AcceptedDomain Fabrikam -DomainType InternalRelay',
    )
    expect({ status, errors }).toEqual({ status: 0, errors: '' })
    const log = await place.db.activity.findMany({ where: { source: 'shell' }, orderBy: { id: 'asc' } })
    expect(log.map(({ name, actor, succeeded }) => [name, actor, succeeded])).toEqual([
      ['New-AcceptedDomain', 'admin@contoso.com', true],
      ['Set-AcceptedDomain', 'admin@contoso.com', true],
    ])
  })

  it('pipes objects from one command through the language into another', async () => {
    const [line] = await jsonLines(
      "Get-AcceptedDomain | Where-Object { $_.DomainName -like 'fab*' } | Select-Object Name, DomainType",
    )
    expect(line).toMatchObject({ ok: true, objects: [{ Name: 'Fabrikam', DomainType: 'InternalRelay' }] })
  })

  it('shows objects of Exchange in the columns of its console', async () => {
    const { output } = await run('Get-AcceptedDomain Fabrikam')
    const [heading] = output.trim().split('\n')
    expect(heading?.trim().split(/\s+/)).toEqual(['Name', 'DomainName', 'DomainType', 'Default'])
  })

  it('says PowerShell’s own error, goes on with the next statement, and ends with status 1', async () => {
    const { status, output, errors } = await run("Get-Nothing; 'still here'")
    expect(errors).toContain("The term 'Get-Nothing' is not recognized")
    expect(output).toContain('still here')
    expect(status).toBe(1)
  })

  it('ends with the status of exit', async () => {
    expect((await run("'before'; exit 7; 'after'")).status).toBe(7)
  })

  it('tells with -WhatIf what a command would change, and changes nothing', async () => {
    const { output } = await run('Remove-AcceptedDomain Fabrikam -WhatIf')
    expect(output).toMatch(/What if: .*Fabrikam/)
    const [line] = await jsonLines('Get-AcceptedDomain Fabrikam')
    expect(line?.objects).toHaveLength(1)
  })

  it('keeps files on the site’s drive and not on this computer', async () => {
    const [, read] = await jsonLines(
      "Set-Content -Path 'C:\\Scripts\\note.txt' -Value 'kept'; Get-Content -Path 'C:\\Scripts\\note.txt'",
    )
    expect(read).toMatchObject({ ok: true, objects: ['kept'] })
    const [passwd] = await jsonLines("Get-Content -Path '/etc/passwd'")
    expect(passwd?.ok).toBe(false)
  })

  it('reads standard input whole where nobody types', async () => {
    const output = new PassThrough()
    const status = await runSession({
      actor: 'admin@contoso.com',
      input: Readable.from([Buffer.from('foreach ($i in 1..3) {\n  "Nr $i"\n}\n')]),
      output,
      errors: new PassThrough(),
      script: null,
      interactive: false,
      json: false,
    })
    output.end()
    expect({ status, output: await text(output) }).toEqual({ status: 0, output: 'Nr 1\nNr 2\nNr 3\n' })
  })
})
