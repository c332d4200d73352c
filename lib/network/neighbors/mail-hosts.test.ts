import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { layOut } from '../testing/contoso'
import { findMailHosts } from './mail-hosts'

let place: TestSite
beforeAll(async () => {
  place = await testSite()
  await place.inTransaction((site) => layOut(site))
})
afterAll(() => place.close())

it.each([
  ['adatum.com', { ok: true, addresses: ['198.51.100.35', '198.51.100.36'] }],
  ['litwareinc.com', { ok: true, addresses: ['198.51.100.46'] }],
  ['margiestravel.com', { ok: true, addresses: ['203.0.113.25'] }],
  // RFC 5321 §5.1: without MX the domain's own address.
  ['registrar.example', { ok: true, addresses: ['198.51.100.50'] }],
  ['lucernepublishing.com', { ok: false, status: '5.1.10' }],
  ['proseware.com', { ok: false, status: '5.4.4' }],
  ['contoso.com', { ok: false, status: '5.4.4' }],
])('Mail for %s goes where DNS says', async (domain, expected) => {
  expect(await findMailHosts(place.site.network, domain)).toMatchObject(expected)
})
