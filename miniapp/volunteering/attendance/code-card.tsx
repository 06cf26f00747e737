import { Text, View } from '@tarojs/components'
import { codeSeconds } from '../../../shared/volunteering/attendance.ts'
import { halves } from '../../text/attendance.ts'
import { Icon } from '../../ui/icon.tsx'
import { Card } from '../../ui/layout.tsx'
import { Qr } from '../../ui/qr.tsx'
import { Say } from '../../ui/say.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import './attendance.css'
import type { Codes } from './use-codes.ts'

/** The picture to scan, the number to read out, and how long both are good for. */
export function CodeCard({ codes, onRetry }: { codes: Codes; onRetry: () => void }) {
  const { shown, isOff, message } = codes
  if (shown === undefined) {
    return message === undefined ? (
      <Skeleton rows={4} />
    ) : (
      <ErrorState message={`码用完了。${message}`} onRetry={onRetry} />
    )
  }
  const [first, last] = halves(shown.number)
  return (
    <>
      <Card className="roll-code">
        <Qr text={shown.text} label="签到码，半分钟一换" large />
        <View className="spoken" ariaLabel={`六个数字 ${shown.number.split('').join(' ')}`}>
          <Text>{first}</Text>
          <Text className="spoken__gap" />
          <Text>{last}</Text>
        </View>
        <View className="roll-code__time">
          <View className="track grow">
            <View className="track__done" style={{ width: `${Math.round((shown.left / codeSeconds) * 100)}%` }} />
          </View>
          <Text className="num quiet">{`还有 ${shown.left} 秒换`}</Text>
        </View>
        <View className="quiet t-small">
          <Say>邻居打开“签到”扫一扫。扫不了的，把数字念给他。</Say>
        </View>
      </Card>
      {isOff ? (
        <View className="notice notice--warn">
          <Icon name="wifi-off" />
          <View className="grow">
            <Say>没有网。码还能用一会儿，谁来了也可以先记在心里，连上再点。</Say>
          </View>
        </View>
      ) : null}
    </>
  )
}
