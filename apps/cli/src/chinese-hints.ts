/**
 * In Chinese, what the client advises about networks and waits: its `locale` gives the hints of the API's codes alone.
 * Its advice is known by its words, as those of the command line (command-words.ts); what has no row here stays
 * English.
 */
export const chineseHints: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^Renew the server's certificate, or set the clock of this machine\.$/, "更新服务器的证书，或校准本机时钟。"],
  [
    /^Check the host in `--endpoint`: the certificate is for another\.$/,
    "检查 `--endpoint` 的主机名：证书属于其他主机。",
  ],
  [
    /^Name the certificate of its CA in NODE_EXTRA_CA_CERTS; a proxy that opens https has one of its own\.$/,
    "在 NODE_EXTRA_CA_CERTS 中写明其 CA 证书的文件；会解开 https 的代理有它自己的 CA 证书。",
  ],
  [
    /^Check the server, and `--endpoint`: where it speaks https, write https:\/\/\.$/,
    "检查服务器和 `--endpoint`：服务器若使用 https，请写 https://。",
  ],
  [
    /^Check `--endpoint`, the network and the proxy; for the local mock, that it is running\.$/,
    "检查 `--endpoint`、网络和代理；使用本地 mock 时，确认它正在运行。",
  ],
  [
    /^Write http:\/\/ in `--endpoint`, or check its port \((.*)\)\.$/,
    "在 `--endpoint` 中写 http://，或检查其端口（$1）。",
  ],
  [
    /^Check that `--endpoint` is the API's, and whether a proxy on the way answered instead\.$/,
    "检查 `--endpoint` 是否为 API 的地址，以及是否由途中的代理代为应答。",
  ],
  [
    /^Check the network and `--endpoint`; where it is slow, give it longer with `--timeout`, or ask for less\.$/,
    "检查网络和 `--endpoint`；若只是慢，用 `--timeout` 延长时间，或减少请求的内容。",
  ],
  [
    /^It goes on all the same: wait for it again, with a longer `--timeout`\.$/,
    "处理仍在进行：用更长的 `--timeout` 再等一次。",
  ],
  [
    /^It will not go on: create it anew; where that fails as well, give task_id and request id to Volcengine\.$/,
    "任务不会继续：请重新创建；若仍失败，把 task_id 和 request id 告诉火山引擎。",
  ],
  // Behind a hint of the API's.
  [/ To get every point, use `points list --all`\.$/, "要取得全部切片，用 `points list --all`。"],
];

/** A hint in Chinese, where there is one. */
export function inChinese(hint: string): string {
  return chineseHints.reduce((said, [english, chinese]) => said.replace(english, chinese), hint);
}
