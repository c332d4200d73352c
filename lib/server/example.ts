import { contosoExample, installExchangeRunbook, joinServerRunbook, siteParameters } from '@/lib/essentials'
import { command } from '@/lib/shell'
import { db } from './db'
import { executeAll } from './execute'
import { createExampleAdministrator } from './first-administrator'

const adminEmail = 'admin@contoso.com'

/**
 * Begins with the Contoso example: the site described, the second server joined, Exchange 2013 installed and not
 * yet integrated, and one administrator. A database that holds anything is left alone.
 * @returns the administrator's password when it was made up here: it is shown once, and kept nowhere
 */
export async function createExample({
  adminPassword,
}: {
  adminPassword?: string
}): Promise<{ created: boolean; adminEmail: string; adminPassword?: string }> {
  const begun = (await db.administrator.count()) + (await db.siteObject.count())
  if (begun > 0) return { created: false, adminEmail }
  const { password } = await createExampleAdministrator({
    email: adminEmail,
    ...(adminPassword ? { password: adminPassword } : {}),
  })
  const runbooks = [
    joinServerRunbook(contosoExample),
    installExchangeRunbook({
      description: contosoExample,
      version: '2013',
      managementTools: true,
      administrator: 'admin',
    }),
  ]
  const describe = command('Set-SiteDescription', {
    ...siteParameters(contosoExample),
    PublicAddresses: [...contosoExample.publicAddresses],
  })
  const commands = [describe, ...runbooks.flatMap(({ steps }) => steps.map((step) => step.command))]
  const done = await executeAll(commands, { actor: adminEmail, source: 'example' })
  if (!done.ok) throw new Error(`The example could not be made: ${done.error.message}`)
  return adminPassword
    ? { created: true, adminEmail }
    : { created: true, adminEmail, adminPassword: password }
}
