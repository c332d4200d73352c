import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import { projectRoot } from '@/lib/host/project'

/** A server action as the build lists it. */
export interface ServerAction {
  readonly id: string
  /** `do/startAction`: the folder of its file, and its own name. */
  readonly name: string
}

interface Manifest {
  node: Record<string, { filename: string; exportedName: string }>
}

const paths: Readonly<Record<string, string>> = {
  do: '/do/advance-clock',
  network: '/network/provider',
  settings: '/settings',
  account: '/settings/account',
  people: '/settings/people/invite',
  import: '/users/import',
  'sign-in': '/sign-in',
  'first-visit': '/first-visit',
  drills: '/help/drills',
  shell: '/email/shell',
  codes: '/email/codes',
  logs: '/email/tracking/logs',
  owa: '/owa/sign-in',
}

/** A page that the action belongs to. */
export function pathOf({ name }: ServerAction): string {
  return paths[name.split('/')[0] ?? ''] ?? '/'
}

/** Every server action of the build that is being tested: whatever anybody could call. */
export function serverActions(): readonly ServerAction[] {
  const distDir = join(projectRoot, process.env.NEXT_DIST_DIR ?? '.next')
  const manifest = readFileSync(join(distDir, 'server/server-reference-manifest.json'), 'utf8')
  return Object.entries((JSON.parse(manifest) as Manifest).node).map(([id, { filename, exportedName }]) => ({
    id,
    name: `${filename.split('/').at(-2)}/${exportedName}`,
  }))
}

export type Argument = string | number | null | Readonly<Record<string, string | boolean | null>> | FormData

/** The arguments as React sends them: a form is "$K1", its fields parts named _1_field, and JSON in part 0 ends it. */
function encoded(args: readonly Argument[]): FormData {
  const parts = new FormData()
  const list = args.map((argument, index) => {
    if (!(argument instanceof FormData)) return argument
    for (const [name, value] of argument) parts.append(`_${index + 1}_${name}`, value)
    return `$K${index + 1}`
  })
  parts.append('0', JSON.stringify(list))
  return parts
}

export interface ActionAnswer {
  readonly status: number
  /** All that came back, the page that was made anew included. */
  readonly text: string
  /** What the action itself returned, as JSON; null where it returned nothing. */
  readonly returned: string | null
}

/** Calls an action directly, as the page's own script would, or anybody who has read its id. */
export async function callAction(
  request: APIRequestContext,
  action: ServerAction,
  args: readonly Argument[],
  headers: Record<string, string> = {},
): Promise<ActionAnswer> {
  const response = await request.post(pathOf(action), {
    headers: { 'next-action': action.id, accept: 'text/x-component', ...headers },
    multipart: encoded(args),
    maxRedirects: 0,
  })
  const text = await response.text()
  const [, returned = ''] = /^1:(.*)$/m.exec(text) ?? []
  return { status: response.status(), text, returned: /^[{[]/.test(returned) ? returned : null }
}
