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

/** Every server action of the build that is being tested: whatever anybody could call. */
export function serverActions(): readonly ServerAction[] {
  const distDir = join(projectRoot, process.env.NEXT_DIST_DIR ?? '.next')
  const manifest = readFileSync(join(distDir, 'server/server-reference-manifest.json'), 'utf8')
  return Object.entries((JSON.parse(manifest) as Manifest).node).map(([id, { filename, exportedName }]) => ({
    id,
    name: `${filename.split('/').at(-2)}/${exportedName}`,
  }))
}

export type Field = string | { name: string; mimeType: string; buffer: Buffer }
/** A form as an argument of an action. */
export class Form {
  constructor(readonly fields: Readonly<Record<string, Field>>) {}
}
export type Argument = string | null | Readonly<Record<string, string | boolean>> | Form

/** The arguments as React sends them: JSON in part 0, a form as "$K1" with its fields in parts named 1_field. */
function encoded(args: readonly Argument[]): Record<string, Field> {
  const parts: Record<string, Field> = {}
  const list = args.map((argument, index) => {
    if (!(argument instanceof Form)) return argument
    for (const [name, value] of Object.entries(argument.fields)) parts[`${index + 1}_${name}`] = value
    return `$K${index + 1}`
  })
  return { ...parts, 0: JSON.stringify(list) }
}

/** Calls an action directly, as the page's own script would, or anybody who has read its id. */
export async function callAction(
  request: APIRequestContext,
  path: string,
  action: ServerAction,
  args: readonly Argument[],
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const response = await request.post(path, {
    headers: { 'next-action': action.id, accept: 'text/x-component', ...headers },
    multipart: encoded(args),
    maxRedirects: 0,
  })
  return { status: response.status(), text: await response.text() }
}
