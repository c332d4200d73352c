'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'

/**
 * Gives the table within it a list's keyboard: one tab stop; arrows, Home and End move; Enter opens; Space ticks
 * the row's box (with Shift, a range). A click anywhere in a row follows its link, and links change the page
 * without loading it anew. Before this runs, every row's link is an ordinary link.
 */
export function RowSelection({ children }: { children: ReactNode }) {
  const container = useRef<HTMLDivElement>(null)
  const router = useRouter()
  useEffect(() => {
    const element = container.current
    if (!element) return
    const go = (href: string) => router.push(href, { scroll: false })
    const click = (event: MouseEvent) => onClick(event, element, go)
    const key = (event: KeyboardEvent) => onKey(event, element)
    element.addEventListener('click', click)
    element.addEventListener('keydown', key)
    return () => {
      element.removeEventListener('click', click)
      element.removeEventListener('keydown', key)
    }
  }, [router])
  useEffect(() => {
    if (container.current) rove(container.current)
  })
  return (
    <div ref={container} className="table-scroll">
      {children}
    </div>
  )
}

const linksOf = (table: HTMLElement) => [...table.querySelectorAll<HTMLElement>('[data-row-link]')]
const checksOf = (table: HTMLElement) => [...table.querySelectorAll<HTMLInputElement>('[data-row-check]')]
const rowOf = (target: EventTarget | null) =>
  (target as HTMLElement | null)?.closest<HTMLElement>('[data-row]')

/** Only one row's link is a tab stop: the focused one, the current one, or the first. */
function rove(table: HTMLElement, to?: HTMLElement) {
  const links = linksOf(table)
  const stop =
    to ??
    links.find((link) => link === document.activeElement) ??
    links.find((link) => link.ariaCurrent) ??
    links[0]
  for (const link of links) link.tabIndex = link === stop ? 0 : -1
}

function onClick(event: MouseEvent, table: HTMLElement, go: (href: string) => void) {
  const target = event.target as HTMLElement
  const input = target.closest('input')
  if (input?.matches('[data-all-rows]')) return tick(checksOf(table), input.checked)
  if (input?.matches('[data-row-check]') && event.shiftKey) return tickRange(table, input)
  if (input) return remember(table, input)
  if (target.closest('button, select, textarea, label, summary')) return
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  const link = target.closest('a') ?? rowOf(target)?.querySelector<HTMLAnchorElement>('[data-row-link]')
  const selecting = !target.closest('a') && getSelection()?.type === 'Range'
  if (!link || !plain || selecting || link.target || link.hasAttribute('download')) return
  if (link.origin !== location.origin) return
  event.preventDefault()
  if (link.matches('[data-row-link]')) rove(table, link)
  go(link.pathname + link.search + link.hash)
}

function onKey(event: KeyboardEvent, table: HTMLElement) {
  const row = rowOf(event.target)
  const target = event.target as HTMLElement
  if (!row || !target.matches('[data-row-link], [data-row-check]') || event.ctrlKey || event.metaKey) return
  const links = linksOf(table)
  const here = links.findIndex((link) => row.contains(link))
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[event.key]
  if (to !== undefined) {
    event.preventDefault()
    const link = links[Math.min(Math.max(to, 0), links.length - 1)]
    if (link) rove(table, link)
    link?.focus()
  } else if (event.key === ' ' && target.matches('[data-row-link]')) {
    event.preventDefault()
    const check = row.querySelector<HTMLInputElement>('[data-row-check]')
    if (check && event.shiftKey) tickRange(table, check)
    else (check ?? target).click()
  }
}

const last = new WeakMap<HTMLElement, HTMLInputElement>()
function remember(table: HTMLElement, check: HTMLInputElement) {
  last.set(table, check)
}

/** From the box that was last ticked to this one. */
function tickRange(table: HTMLElement, check: HTMLInputElement) {
  const checks = checksOf(table)
  const from = checks.indexOf(last.get(table) ?? check)
  const to = checks.indexOf(check)
  tick(checks.slice(Math.min(from, to), Math.max(from, to) + 1), true)
  remember(table, check)
}

function tick(checks: readonly HTMLInputElement[], checked: boolean) {
  for (const check of checks) check.checked = checked
  checks[0]?.dispatchEvent(new Event('change', { bubbles: true }))
}
