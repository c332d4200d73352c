import { type RefObject, useEffect, useRef, useState } from 'react'
import { type ComposeText, findKeptText, forgetText, keepText, keptKey, textIn } from './kept-text'

/** What a form is about: another text is kept for each. */
export interface ComposePlace {
  /** The mailbox's. */
  readonly address: string
  readonly mode: string
  readonly source: string
}

/**
 * Keeps what is typed until the server has it, and brings back what an earlier visit left.
 * @param answer what the server said last; the page is still here, so the text may change again
 */
export function useKeptText(
  form: RefObject<HTMLFormElement | null>,
  { address, mode, source }: ComposePlace,
  start: ComposeText,
  answer: unknown,
) {
  const key = keptKey(address, mode, source)
  const sending = useRef(false)
  const [begin, setBegin] = useState({ text: start, isKept: false })
  const [isTouched, setTouched] = useState(false)
  // What this tab has kept is known after the page has come: the server does not have it.
  useEffect(() => {
    const kept = findKeptText(key)
    if (!kept) return
    setBegin({ text: kept, isKept: true })
    setTouched(true)
  }, [key])
  // The form is left, or is that of a draft now: the server has the text.
  useEffect(
    () => () => {
      if (sending.current) forgetText(key)
    },
    [key],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer ends the sending
  useEffect(() => {
    sending.current = false
  }, [answer])
  return {
    ...begin,
    isTouched,
    keep() {
      if (form.current) keepText(key, textIn(form.current))
      setTouched(true)
    },
    /** The text goes to the server now, or away. */
    send() {
      sending.current = true
    },
    /** As the form was at first. */
    startAnew() {
      forgetText(key)
      setBegin({ text: start, isKept: false })
      setTouched(false)
    },
  }
}
