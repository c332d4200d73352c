import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import type { WirePorts } from '@/lib/wire'
import { HostError } from './host-error'
import { projectRoot } from './project'

/**
 * What can be set from outside, and the one place where it is read.
 *
 * | variable         | default               | what it is                                                       |
 * |------------------|-----------------------|------------------------------------------------------------------|
 * | PORT             | 3000                  | the port of the dashboard                                        |
 * | HOST             | 127.0.0.1             | the address it listens on; 0.0.0.0 lets other computers in       |
 * | PUBLIC_URL       | http://localhost:PORT | the address in the browser, where a proxy or other computers use another one |
 * | DATA_DIR         | .data                 | the database's files, the key and the logs                       |
 * | DATABASE_URL     |                       | a PostgreSQL of your own; none is started then                   |
 * | SECRET_KEY       | DATA_DIR/secret.key   | 32 bytes as base64url; seals stored secrets and signs sessions    |
 * | NEXT_DIST_DIR    | .next                 | where the production build is kept                               |
 * | ADMIN_PASSWORD   | a random one          | the administrator's password that --example sets                 |
 * | TRUST_PROXY      |                       | 1: believe X-Forwarded-For of the proxy in front (read in request-marks.ts) |
 * | RUN_PACE_MS      | 0                     | a pause after each step of a run, for watching (read in run-worker.ts) |
 * | DNS_PORT         | 5354                  | on 127.0.0.1, as all that follow: the name servers of the simulated Internet |
 * | DNS_INSIDE_PORT  | 5355                  | the Essentials server's DNS, as the office asks it                |
 * | DNS_RESOLVER_PORT| 5356                  | the provider's resolver, with its memory                          |
 * | PROXY_PORT       | 8443                  | the Essentials server's HTTPS: the reverse proxy                  |
 * | SMTP_PORT        | 2525                  | Exchange's port 25                                               |
 * | SUBMISSION_PORT  | 2587                  | Exchange's port 587, where its users send mail                    |
 * | WIRE_PORT        | 21000                 | the first of some 200 ports for everything else that listens     |
 * | CHROMIUM_PATH    | found or installed    | the browser of the tests and demos (read in browser.ts)          |
 *
 * The web process receives DATABASE_URL, PORT, DATA_DIR, SECRET_KEY, NEXTAUTH_URL, NEXTAUTH_SECRET,
 * SETUP_CODE, NODE_ENV and APP_VERSION (web-environment.ts), WIRE_URL and WIRE_TOKEN (wire-process.ts).
 */
const variables = z.object({
  PORT: port('PORT', 3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .catch(wrong('PUBLIC_URL', 'an http or https address', 'PUBLIC_URL=https://dashboard.contoso.com'))
    .optional(),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((path) => (isAbsolute(path) ? path : join(projectRoot, path))),
  DATABASE_URL: z
    .string()
    .refine((url) => URL.canParse(url) && /^postgres(ql)?:\/\/[^/]*\/./.test(url))
    .catch(
      wrong(
        'DATABASE_URL',
        'a PostgreSQL address with a database',
        'DATABASE_URL=postgresql://user:password@host:5432/name',
      ),
    )
    .optional(),
  SECRET_KEY: z
    .base64url()
    .refine((key) => Buffer.from(key, 'base64url').length >= 32)
    .catch(
      wrong(
        'SECRET_KEY',
        '32 bytes as base64url',
        'SECRET_KEY=$(openssl rand -base64 32 | tr +/ -_ | tr -d =)',
      ),
    )
    .optional(),
  NEXT_DIST_DIR: z.string().default('.next'),
  ADMIN_PASSWORD: z.string().optional(),
  DNS_PORT: port('DNS_PORT', 5354),
  DNS_INSIDE_PORT: port('DNS_INSIDE_PORT', 5355),
  DNS_RESOLVER_PORT: port('DNS_RESOLVER_PORT', 5356),
  PROXY_PORT: port('PROXY_PORT', 8443),
  SMTP_PORT: port('SMTP_PORT', 2525),
  SUBMISSION_PORT: port('SUBMISSION_PORT', 2587),
  WIRE_PORT: port('WIRE_PORT', 21_000),
})

export type Environment = z.output<typeof variables>

function port(name: string, usual: number) {
  return z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((number) => number > 0 && number < 65_536)
    .catch(wrong(name, 'a number from 1 to 65535', `${name}=${usual + 1}`))
    .default(usual)
}

/** Where the simulated network listens. */
export function wirePorts(environment: Environment): WirePorts {
  const { DNS_PORT, DNS_INSIDE_PORT, DNS_RESOLVER_PORT, PROXY_PORT, WIRE_PORT } = environment
  return {
    dns: DNS_PORT,
    dnsInside: DNS_INSIDE_PORT,
    dnsResolver: DNS_RESOLVER_PORT,
    proxy: PROXY_PORT,
    smtp: environment.SMTP_PORT,
    submission: environment.SUBMISSION_PORT,
    block: WIRE_PORT,
  }
}

/**
 * Reads the table above; a variable that is set to nothing counts as not set.
 * @throws HostError that names the variable, what it must be, and an example
 */
export function readEnvironment(given: Record<string, string | undefined> = process.env): Environment {
  const set = Object.entries(given).filter(([, value]) => value !== undefined && value !== '')
  return variables.parse(Object.fromEntries(set))
}

function wrong(name: string, must: string, example: string) {
  return ({ input }: { input: unknown }): never => {
    const shown = name.endsWith('PORT') ? ` It is '${String(input)}'.` : ''
    throw new HostError(`${name} must be ${must}.${shown}`, `For example: ${example}`)
  }
}
