import { it } from 'vitest'
import { testSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
it('x', async () => {
  const s = await testSite()
  console.log('a')
  const t = setTimeout(() => console.log('still'), 5000)
  console.log(await Promise.race([s.site.network.lookup('fabrikam.com', 'MX', 'internet'), new Promise((r) => setTimeout(r, 8000, 'HANG'))]))
  console.log(await Promise.race([s.inTransaction((x) => x.network.lookup('fabrikam.com', 'MX', 'internet')), new Promise((r) => setTimeout(r, 8000, 'HANG'))]))
  console.log(await Promise.race([s.run(command('Test-SiteConnectivity', {Test:'Inside'})), new Promise((r) => setTimeout(r, 8000, 'HANG'))]))
  clearTimeout(t)
}, 60000)
