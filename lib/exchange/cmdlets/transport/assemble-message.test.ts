import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { command, type Value } from '@/lib/shell'
import { contoso, done } from '../../contoso-for-tests'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2013')
}, 60_000)
afterAll(async () => site.close())

const assemble = (Path: string, FileData: Value) => site.run(command('AssembleMessage', { Path, FileData }))
const kept = async (path: string) => Buffer.from((await site.site.drive.read(path)) ?? []).toString()

it('AssembleMessage keeps a message as a file, of numbers or of base64', async () => {
  const message = 'Subject: Hello\r\n\r\nBody\r\n'
  await done(assemble('C:\\a.eml', [...Buffer.from(message)]))
  await done(assemble('C:\\b.eml', Buffer.from(message).toString('base64')))
  expect([await kept('C:\\a.eml'), await kept('C:\\b.eml')]).toEqual([message, message])
  const refused = await assemble('C:\\c.eml', [1, 256])
  expect(refused).toMatchObject({ ok: false, error: { errorId: 'ParameterArgumentTransformationError' } })
})
