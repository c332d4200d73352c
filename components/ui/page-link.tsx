import Link from 'next/link'
import type { ComponentProps } from 'react'

/**
 * A link to a page of ours. Nothing is fetched ahead: every page is made for its moment, and a view with thirty
 * links would ask the server thirty times.
 */
export function PageLink(props: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...props} />
}
