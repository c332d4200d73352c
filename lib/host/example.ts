/** The program behind `npm start -- --example`, in a process of its own: DATABASE_URL and SECRET_KEY are its environment. */

export interface Example {
  created: boolean
  adminEmail: string
  adminPassword?: string
}

interface ExampleModule {
  createExample(options: { adminPassword?: string }): Promise<Example>
}

// A name that TypeScript does not follow: the host is checked without the whole server behind this door.
const door = '@/lib/server/example'
const { createExample } = (await import(door)) as ExampleModule
const example = await createExample({ adminPassword: process.env.ADMIN_PASSWORD || undefined })
console.log(described(example))
process.exit(0)

function described({ created, adminEmail, adminPassword }: Example): string {
  if (!created) return 'The database is not empty: it was left as it is, without the example.'
  const password = adminPassword && !process.env.ADMIN_PASSWORD ? `, password ${adminPassword}` : ''
  return `The example site is there. Sign in as ${adminEmail}${password}.`
}
