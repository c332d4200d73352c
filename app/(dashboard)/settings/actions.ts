'use server'

import { revalidatePath } from 'next/cache'
import { cookies } from 'next/headers'

/** Light, dark, or as the computer says; kept in this browser. */
export async function themeAction(form: FormData): Promise<void> {
  const theme = form.get('theme')
  const jar = await cookies()
  if (theme === 'light' || theme === 'dark')
    jar.set('theme', theme, { maxAge: 31_536_000, sameSite: 'lax', path: '/' })
  else jar.delete('theme')
  revalidatePath('/', 'layout')
}
