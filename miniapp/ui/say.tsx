import { Text } from '@tarojs/components'
import { clausesOf } from './clauses.ts'

/** A sentence whose lines break between clauses. */
export function Say({ children }: { children: string }) {
  const clauses = clausesOf(children)
  if (clauses.length < 2) return <Text>{children}</Text>
  return (
    <Text>
      {clauses.map((clause, index) => (
        <Text key={index} className="clause">
          {clause}
        </Text>
      ))}
    </Text>
  )
}
