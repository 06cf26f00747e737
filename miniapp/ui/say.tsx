import { Text } from '@tarojs/components'

/** Clauses of a Chinese sentence, each with its mark: lines break between them, not inside words. */
export function clausesOf(sentence: string): string[] {
  return sentence.match(/[^，。；！？]+[，。；！？]*/g) ?? [sentence]
}

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
