import { it } from 'vitest'
import { start, command } from '@/lib/shell'
import { siteCommands } from '@/lib/runbooks/commands'
import { contoso } from '../../contoso-for-tests'
it('streams', async () => {
  const site = await contoso('2013')
  await site.db.$executeRawUnsafe(`insert into "User" ("id","name","nameKey","firstName","lastName","logonName","logonKey","accessLevel","passwordHash","passwordChangedAt","mailboxGuid","alias","aliasKey","primaryAddress","primaryAddressKey","database","mailboxBytes","itemCount","searchText","createdAt","changedAt")
   select gen_random_uuid(), 'User '||lpad(i::text,6,'0'), 'user '||lpad(i::text,6,'0'),'U','S','u'||i,'u'||i,'User','x',now(),gen_random_uuid(),'u'||i,'u'||i,'u'||i||'@contoso.com','u'||i||'@contoso.com','Mailbox Database 01',0,0,'u'||i,now(),now() from generate_series(1,100000) i`)
  await site.db.$executeRawUnsafe(`insert into "ProxyAddress" ("key","address","primary","userId") select "primaryAddressKey","primaryAddress",true,"id" from "User"`)
  await site.db.$executeRawUnsafe('analyze')
  for (const args of [{ ResultSize: 'Unlimited' }, { ResultSize: 'Unlimited', Filter: "Alias -like 'u9999*'" }]) {
    const t = performance.now(); let n = 0, top = 0
    await site.inTransaction(async (s) => {
      const r = await start(siteCommands, command('Get-Mailbox', args), s)
      if (!r.ok || !r.value.stream) throw new Error('no stream')
      for await (const _ of r.value.stream) { n++; if (n % 5000 === 0) top = Math.max(top, process.memoryUsage().heapUsed) }
    })
    console.log(JSON.stringify(args), n, Math.round(performance.now() - t), 'ms', Math.round(top / 1e6), 'MB heap')
  }
  await site.close()
}, 200000)
