import { Text, View } from '@tarojs/components'
import { timeOf } from '../../shared/time.ts'
import { Card } from '../ui/layout.tsx'
import { Say } from '../ui/say.tsx'

/** A one-time code, large enough to be read out over the phone, and until when it counts. */
export function CodeShown({ code, expiresAt, line }: { code: string; expiresAt: string; line: string }) {
  const halves = [code.slice(0, 4), code.slice(4)]
  return (
    <Card pad className="col g2">
      <View className="code spoken" ariaLabel={`码是 ${[...code].join(' ')}`}>
        {halves.map((half, index) => (
          <Text key={index} ariaHidden>
            {half}
          </Text>
        ))}
      </View>
      <View className="center strong">
        <Say>{`${timeOf(new Date(expiresAt))} 以前有效，只能用一次。`}</Say>
      </View>
      <View className="quiet">
        <Say>{line}</Say>
      </View>
    </Card>
  )
}
