import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
import { contoso, done } from '../../contoso-for-tests'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2013')
}, 60_000)
afterAll(async () => site.close())

it('The shell of each person looks where that person said', async () => {
  const shown = async () => (await done(site.run(command('Get-ADServerSettings')))).output
  expect(await shown()).toMatchObject([{ ViewEntireForest: false, RecipientViewRoot: 'contoso.local' }])
  const { undo = [] } = await done(site.run(command('Set-ADServerSettings', { ViewEntireForest: true })))
  expect(await shown()).toMatchObject([{ ViewEntireForest: true }])
  for (const step of undo) await done(site.run(step))
  expect(await shown()).toMatchObject([{ ViewEntireForest: false }])
})
