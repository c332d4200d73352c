'use client'

import { useEffect, useState } from 'react'

/** How many rows of the form with this id are ticked: " · 3 selected", nothing for none. */
export function SelectionCount({ form, name }: { form: string; name: string }) {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const read = () =>
      setCount(
        document.querySelectorAll(`input[form="${CSS.escape(form)}"][name="${CSS.escape(name)}"]:checked`)
          .length,
      )
    read()
    document.addEventListener('change', read)
    return () => document.removeEventListener('change', read)
  }, [form, name])
  return <span role="status">{count > 0 && ` · ${count} selected`}</span>
}
