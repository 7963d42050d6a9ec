<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
 <context>
  <name>pentimento</name>
  <message>
   <location filename="actions.py" />
   <source>Show the docker</source>
   <translation>ドッカーを表示</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Ask for a painting process</source>
   <translation>描画過程をたずねる</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Cancel the newest process</source>
   <translation>最新の過程を中止</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Previous frame</source>
   <translation>前のフレーム</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Next frame</source>
   <translation>次のフレーム</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Previous stage</source>
   <translation>前の段階</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Next stage</source>
   <translation>次の段階</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Play or pause</source>
   <translation>再生または一時停止</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Copy the frame to a new layer</source>
   <translation>フレームを新しいレイヤーにコピー</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Add the process to the timeline</source>
   <translation>過程をタイムラインに追加</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>“{title}” was closed during its job: the frames are kept and offered when you open it again.</source>
   <translation>「{title}」は処理中に閉じられました。フレームは保管されており、もう一度開くと表示を提案します。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>“{title}” was closed during its job: the frames are kept by the backend; as it was never saved, `pentimento jobs` is the way to them.</source>
   <translation>「{title}」は処理中に閉じられました。フレームはバックエンドに保管されています。一度も保存されていないため、`pentimento jobs` で取り出せます。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>This backend has no engine that answers this question: update the backend.</source>
   <translation>このバックエンドには、この質問に答えるエンジンがありません。バックエンドを更新してください。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Cancelled after {count} frame.</source>
   <translation>{count} フレームで中止しました。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Cancelled after {count} frames.</source>
   <translation>{count} フレームで中止しました。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>No frame was painted: try again.</source>
   <translation>フレームが描かれませんでした。もう一度お試しください。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Cancelled.</source>
   <translation>中止しました。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Pentimento stopped with an error ({error}): try again; what was painted is kept.</source>
   <translation>エラーのため Pentimento が止まりました（{error}）。もう一度お試しください。描かれたものは保管されています。</translation>
  </message>
  <message>
   <location filename="desk/backend_steps.py" />
   <source>The backend was stopped.</source>
   <translation>バックエンドは停止されました。</translation>
  </message>
  <message>
   <location filename="desk/choosing.py" />
   <source>No layer is selected: select one in Krita's layer list first.</source>
   <translation>レイヤーが選択されていません。先に Krita のレイヤー一覧で選択してください。</translation>
  </message>
  <message>
   <location filename="desk/choosing.py" />
   <source>Canvas, picture {number}</source>
   <translation>キャンバス、画像 {number}</translation>
  </message>
  <message>
   <location filename="desk/choosing.py" />
   <source>Canvas at time {time}</source>
   <translation>時刻 {time} のキャンバス</translation>
  </message>
  <message>
   <location filename="desk/desk.py" />
   <source>No document is open: open a painting, then ask how it could have been painted.</source>
   <translation>開いているドキュメントがありません。絵を開いてから、どのように描かれたかをたずねてください。</translation>
  </message>
  <message>
   <location filename="desk/document_state.py" />
   <source>Untitled</source>
   <translation>無題</translation>
  </message>
  <message>
   <location filename="desk/engine_choice.py" />
   <source>Say in the prompt what is to be painted, then ask again.</source>
   <translation>何を描くかをプロンプトに書いてから、もう一度たずねてください。</translation>
  </message>
  <message>
   <location filename="desk/errand.py" />
   <source>It broke off with the backend: try again.</source>
   <translation>バックエンドとともに中断されました。もう一度お試しください。</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Video (mp4)</source>
   <translation>動画 (mp4)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Video (webm)</source>
   <translation>動画 (webm)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Animation (gif)</source>
   <translation>アニメーション (gif)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Picture for each frame (png)</source>
   <translation>フレームごとの画像 (png)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Contact sheet (png)</source>
   <translation>コンタクトシート (png)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Krita document (kra)</source>
   <translation>Krita ドキュメント (kra)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Strokes (json)</source>
   <translation>ストローク (json)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Strokes (svg)</source>
   <translation>ストローク (svg)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>As it comes</source>
   <translation>そのまま</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>15 seconds at most</source>
   <translation>最長 15 秒</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>30 seconds at most</source>
   <translation>最長 30 秒</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>60 seconds at most</source>
   <translation>最長 60 秒</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Fewer frames, a smaller size or fewer layers take less.</source>
   <translation>フレーム数やサイズ、レイヤー数を減らすと少なくて済みます。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Frames are kept on the disk until there is no room: older ones can go.</source>
   <translation>フレームは空きがなくなるまでディスクに保管されます。古いものは削除できます。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>The backend is a program of its own; this command, run in the folder that Pentimento was downloaded to, installs it.</source>
   <translation>バックエンドは独立したプログラムです。Pentimento をダウンロードしたフォルダーでこのコマンドを実行するとインストールされます。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Its log says what keeps it from starting.</source>
   <translation>起動できない理由はログに書かれています。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>It was stopped or has crashed; frames that were painted are kept.</source>
   <translation>停止されたか、異常終了しました。描かれたフレームは保管されています。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Plugin and backend are of different versions of Pentimento.</source>
   <translation>プラグインとバックエンドで Pentimento のバージョンが異なります。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Another user's backend, or an older one with other keys, is running.</source>
   <translation>別のユーザーのバックエンド、または鍵の異なる古いバックエンドが動いています。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>The settings say that the backend runs on another computer.</source>
   <translation>設定では、バックエンドは別のコンピューターで動くことになっています。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>This engine paints with published models, which are downloaded once.</source>
   <translation>このエンジンは公開モデルで描きます。ダウンロードは一度だけです。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Other programs, or engines used before, may hold memory of the graphics card.</source>
   <translation>ほかのプログラムや前に使ったエンジンが、グラフィックカードのメモリーを使っているかもしれません。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>This should not happen: please copy the report and tell us.</source>
   <translation>起こるはずのないことです。レポートをコピーしてお知らせください。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>The painting process ended several times, perhaps for lack of memory.</source>
   <translation>描画プロセスが何度も終了しました。メモリー不足かもしれません。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>What was painted is kept.</source>
   <translation>描かれたものは保管されています。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Many processes wait already: let some finish, or cancel them.</source>
   <translation>すでに多くの過程が待っています。終わるのを待つか、中止してください。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Ask again</source>
   <translation>もう一度たずねる</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Go on with it</source>
   <translation>続きから行う</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Get the models</source>
   <translation>モデルを入手</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Free memory</source>
   <translation>メモリーを解放</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Settings…</source>
   <translation>設定…</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Stop the backend</source>
   <translation>バックエンドを停止</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Copy the command</source>
   <translation>コマンドをコピー</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Show the log</source>
   <translation>ログを表示</translation>
  </message>
  <message>
   <location filename="desk/frame_sources.py" />
   <source>The backend is not there: try again.</source>
   <translation>バックエンドがありません。もう一度お試しください。</translation>
  </message>
  <message>
   <location filename="desk/frame_supply.py" />
   <source>Krita is closing.</source>
   <translation>Krita を終了しています。</translation>
  </message>
  <message>
   <location filename="desk/frame_taking.py" />
   <source>{title}, step {step}</source>
   <translation>{title}、ステップ {step}</translation>
  </message>
  <message>
   <location filename="desk/frame_taking.py" />
   <source>The frame could not be taken ({error}): try again.</source>
   <translation>フレームを取り出せませんでした（{error}）。もう一度お試しください。</translation>
  </message>
  <message>
   <location filename="desk/frame_taking.py" />
   <source>Pentimento step {step}</source>
   <translation>Pentimento ステップ {step}</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>{count} frame</source>
   <translation>{count} フレーム</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>{count} frames</source>
   <translation>{count} フレーム</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>The frames could not be added to the timeline ({error}): try again.</source>
   <translation>フレームをタイムラインに追加できませんでした（{error}）。もう一度お試しください。</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>{engine}, seed {seed}, {frames}</source>
   <translation>{engine}、シード {seed}、{frames}</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>There are no frames to put on the timeline.</source>
   <translation>タイムラインに置くフレームがありません。</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>Cancelled: nothing was added to the timeline.</source>
   <translation>中止しました。タイムラインには何も追加していません。</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>The frames are on one layer: this painting has half-transparent paint, or paint that is taken away again, which several layers cannot show.</source>
   <translation>フレームは一つのレイヤーにまとめました。この絵には半透明の絵具や、あとで取り除かれる絵具があり、複数のレイヤーでは表せません。</translation>
  </message>
  <message>
   <location filename="desk/keeping.py" />
   <source>The frames could not be kept in the document ({error}): try again.</source>
   <translation>フレームをドキュメントに保管できませんでした（{error}）。もう一度お試しください。</translation>
  </message>
  <message>
   <location filename="desk/model_shelf.py" />
   <source>Cancelled; what has arrived is kept.</source>
   <translation>中止しました。届いた分は保管されています。</translation>
  </message>
  <message>
   <location filename="desk/model_shelf.py" />
   <source>The backend has stopped during the download; what has arrived is kept.</source>
   <translation>ダウンロード中にバックエンドが止まりました。届いた分は保管されています。</translation>
  </message>
  <message>
   <location filename="desk/model_shelf.py" />
   <source>more than {size}</source>
   <translation>{size} 以上</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>The usual</source>
   <translation>標準</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Quick look</source>
   <translation>すばやい下見</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Study in oil</source>
   <translation>油彩の習作</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Watercolour</source>
   <translation>水彩</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Ink first, then colour</source>
   <translation>先に線、次に色</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Pencil drawing</source>
   <translation>鉛筆画</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Rough and quick</source>
   <translation>粗く速く</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Keyframes alone</source>
   <translation>キーフレームのみ</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Close to the words</source>
   <translation>言葉に忠実に</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>Choose at least two states of the painting, the earliest first, then ask again.</source>
   <translation>絵の状態を二つ以上、早い順に選んでから、もう一度たずねてください。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>The steps of the states must fall from one to the next, down to 0 at the last.</source>
   <translation>状態のステップは順に小さくなり、最後は 0 でなければなりません。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>No layer is selected: select some in Krita's layer list, or let all count.</source>
   <translation>レイヤーが選択されていません。Krita のレイヤー一覧で選択するか、すべてを対象にしてください。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>Nothing is selected: select an area of the canvas, or do not use a selection.</source>
   <translation>何も選択されていません。キャンバスの範囲を選択するか、選択範囲を使わないでください。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>{count} states need at least as many frames.</source>
   <translation>{count} 個の状態には、同じ数以上のフレームが必要です。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>The layer “{title}” is gone: choose another one.</source>
   <translation>レイヤー「{title}」がなくなりました。別のものを選んでください。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>“{title}” has another size than the canvas: take it anew.</source>
   <translation>「{title}」はキャンバスとサイズが異なります。もう一度取り込んでください。</translation>
  </message>
  <message>
   <location filename="desk/reference_file.py" />
   <source>{path} cannot be read as a picture ({reason}): choose another one.</source>
   <translation>{path} を画像として読み込めません（{reason}）。別のものを選んでください。</translation>
  </message>
  <message>
   <location filename="desk/reference_file.py" />
   <source>The reference picture has {width} x {height} pixels: it must have the proportions of the canvas.</source>
   <translation>参照画像は {width} x {height} ピクセルです。キャンバスと同じ縦横比にしてください。</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Not installed</source>
   <translation>未インストール</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Off, starts with the first process</source>
   <translation>停止中（最初の過程で起動します）</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Starting the backend…</source>
   <translation>バックエンドを起動しています…</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>The backend is lost</source>
   <translation>バックエンドとの接続が切れました</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Loading the model: {device}</source>
   <translation>モデルを読み込み中: {device}</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Ready: {device}</source>
   <translation>準備完了: {device}</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Working: {device}</source>
   <translation>作業中: {device}</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>{device}, {free} free</source>
   <translation>{device}、空き {free}</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Kept frames: {used} of {limit}</source>
   <translation>保管中のフレーム: {used} / {limit}</translation>
  </message>
  <message>
   <location filename="desk/submission.py" />
   <source>The canvas is empty: paint something, then ask again.</source>
   <translation>キャンバスが空です。何か描いてから、もう一度たずねてください。</translation>
  </message>
  <message>
   <location filename="desk/submission.py" />
   <source>The canvas is of one colour all over: paint something, then ask again.</source>
   <translation>キャンバスが一色だけです。何か描いてから、もう一度たずねてください。</translation>
  </message>
  <message>
   <location filename="desk/thumbnails.py" />
   <source>The frames of “{title}” are no longer in the backend's store. What is on the timeline stays.</source>
   <translation>「{title}」のフレームはもうバックエンドにありません。タイムライン上のものは残ります。</translation>
  </message>
  <message>
   <location filename="desk/thumbnails.py" />
   <source>The frames of “{title}” are no longer in the backend's store: ask the question again to have them painted again.</source>
   <translation>「{title}」のフレームはもうバックエンドにありません。もう一度たずねると描き直されます。</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>The document was closed before its frames were on the timeline. Open it again to put them there.</source>
   <translation>フレームがタイムラインに置かれる前にドキュメントが閉じられました。もう一度開いて追加してください。</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>The layers could not be prepared in the folder for temporary files: see that there is room on the disk, then add the frames again.</source>
   <translation>一時ファイル用フォルダーでレイヤーを準備できませんでした。ディスクの空きを確認して、フレームをもう一度追加してください。</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>This version of Krita did not make an animated layer: please report this.</source>
   <translation>この版の Krita ではアニメーションレイヤーが作られませんでした。ご報告ください。</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>Krita has lost the frames on their way: add them again.</source>
   <translation>Krita が途中でフレームを失いました。もう一度追加してください。</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>Krita has no conversion from sRGB to the colour model of this document. Convert the image to RGB (Image &gt; Convert Image Color Space) and try again.</source>
   <translation>Krita は sRGB をこのドキュメントのカラーモデルに変換できません。画像を RGB に変換して（画像 &gt; 画像の色空間を変換）、もう一度お試しください。</translation>
  </message>
  <message>
   <location filename="document/kept_frames.py" />
   <source>The frames that this document keeps are damaged, and cannot be shown.</source>
   <translation>このドキュメントに保管されたフレームは壊れていて、表示できません。</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>All frames</source>
   <translation>すべてのフレーム</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>Other paint</source>
   <translation>その他の絵具</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>{size} MB</source>
   <translation>{size} MB</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>{frames} frames of {width} x {height}: {memory}, about {seconds} s</source>
   <translation>{frames} フレーム、{width} x {height}: {memory}、約 {seconds} 秒</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>{size} GB</source>
   <translation>{size} GB</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>Layer {number}</source>
   <translation>レイヤー {number}</translation>
  </message>
  <message>
   <location filename="link/backend_process.py" />
   <source>The Pentimento backend is not installed.</source>
   <translation>Pentimento のバックエンドがインストールされていません。</translation>
  </message>
  <message>
   <location filename="link/backend_process.py" />
   <source>The Pentimento backend is no longer at {place}.</source>
   <translation>Pentimento のバックエンドが {place} に見つかりません。</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>The backend has stopped {count} times: see the details.</source>
   <translation>バックエンドが {count} 回止まりました。詳細をご覧ください。</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>The models of this engine are not here yet: download them, then ask again.</source>
   <translation>このエンジンのモデルがまだありません。ダウンロードしてから、もう一度たずねてください。</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>A frame arrived damaged: the frames are kept, ask for them again.</source>
   <translation>フレームが壊れて届きました。フレームは保管されているので、もう一度取り寄せてください。</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>The backend was stopped; it goes on with this process when it is started again.</source>
   <translation>バックエンドは停止されました。再び起動すると、この過程を続けます。</translation>
  </message>
  <message>
   <location filename="link/frame_fetch.py" />
   <source>The backend does not have this frame: it was never painted, or has been deleted.</source>
   <translation>バックエンドにこのフレームはありません。描かれていないか、削除されました。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend does not know this Krita's key: stop the backend, then try again.</source>
   <translation>バックエンドがこの Krita の鍵を知りません。バックエンドを停止して、もう一度お試しください。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend on the other computer does not answer: see that it runs.</source>
   <translation>別のコンピューターのバックエンドが応答しません。動いているか確認してください。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend ended while it was starting: see the details, then try again.</source>
   <translation>バックエンドが起動中に終了しました。詳細を確認して、もう一度お試しください。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>{file} is no connection file of a backend: see the settings.</source>
   <translation>{file} はバックエンドの接続ファイルではありません。設定をご確認ください。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend has stopped: ask again to start it again.</source>
   <translation>バックエンドが止まりました。もう一度たずねると再び起動します。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend does not get ready: see the details, then try again.</source>
   <translation>バックエンドの準備が整いません。詳細を確認して、もう一度お試しください。</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>The engine that paints the branch</source>
   <translation>分岐を描くエンジン</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>What the branch shall become</source>
   <translation>分岐で何を描くか</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Seed of the branch</source>
   <translation>分岐のシード</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Another seed</source>
   <translation>別のシード</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Paint the branch</source>
   <translation>分岐を描く</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>P&amp;rompt</source>
   <translation>プロンプト(&amp;R)</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>E&amp;ngine</source>
   <translation>エンジン(&amp;N)</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>See&amp;d</source>
   <translation>シード(&amp;D)</translation>
  </message>
  <message>
   <location filename="widgets/comparison.py" />
   <source>Process</source>
   <translation>過程</translation>
  </message>
  <message>
   <location filename="widgets/comparison.py" />
   <source>Canvas</source>
   <translation>キャンバス</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>More options</source>
   <translation>その他のオプション</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>Edit these words</source>
   <translation>この言葉を編集</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>Take what the tagger sees in the picture as your prompt</source>
   <translation>タグ付け器が絵から読み取った言葉をプロンプトにする</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>Engine</source>
   <translation>エンジン</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>The engine that paints the process: {title}</source>
   <translation>過程を描くエンジン: {title}</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Cancel the export</source>
   <translation>書き出しを中止</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Stop, and keep what is learnt</source>
   <translation>止めて、学んだものを残す</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>What has been learnt so far</source>
   <translation>これまでに学んだもの</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Exporting {name}</source>
   <translation>{name} を書き出しています</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Learning {name}</source>
   <translation>{name} を学習しています</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Export the process</source>
   <translation>過程を書き出す</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Kind</source>
   <translation>種類(&amp;K)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>What is written</source>
   <translation>何を書き出すか</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Speed</source>
   <translation>速さ(&amp;S)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>How fast it plays</source>
   <translation>再生の速さ</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Hold the last frame</source>
   <translation>最後のフレームを保つ(&amp;H)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>How long the finished picture is shown</source>
   <translation>完成した絵を表示する長さ</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Length</source>
   <translation>長さ(&amp;L)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>A longer film plays faster, and leaves out frames where that is not enough</source>
   <translation>長い動画は速く再生し、それでも足りなければフレームを省きます</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>S&amp;ize</source>
   <translation>サイズ(&amp;I)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>How large its pictures are</source>
   <translation>画像の大きさ</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Choose where it goes</source>
   <translation>書き出し先を選ぶ</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;To</source>
   <translation>書き出し先(&amp;T)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>File or folder</source>
   <translation>ファイルまたはフォルダー</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>The file says that it was generated, by which engine and seed.</source>
   <translation>ファイルには、生成されたものであること、エンジンとシードが記されます。</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Export</source>
   <translation>書き出す</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Replace</source>
   <translation>置き換える</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>frames a second</source>
   <translation>フレーム/秒</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Choose a folder that exists.</source>
   <translation>存在するフォルダーを選んでください。</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>{side} pixels on the long side</source>
   <translation>長辺 {side} ピクセル</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>As the canvas</source>
   <translation>キャンバスと同じ</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>{name} is there already. Replace it?</source>
   <translation>{name} はすでにあります。置き換えますか？</translation>
  </message>
  <message>
   <location filename="widgets/filmstrip.py" />
   <source>The frame that is being painted now</source>
   <translation>いま描かれているフレーム</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Pentimento paints in a program of its own, so that Krita stays quick and your work safe. Open a terminal in the folder that Pentimento was downloaded to, and run:</source>
   <translation>Pentimento は別のプログラムで描くので、Krita は軽いまま、作品も安全です。Pentimento をダウンロードしたフォルダーで端末を開き、次を実行してください:</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>One more step</source>
   <translation>あと一歩です</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Look again</source>
   <translation>もう一度確認</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Press this when the command has ended</source>
   <translation>コマンドが終わったら押してください</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Use a backend on another computer…</source>
   <translation>別のコンピューターのバックエンドを使う…</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>The backend's log</source>
   <translation>バックエンドのログ</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>It brings what the painter needs, about 2 GB (more with an NVIDIA graphics card), to {place}. It shows how far it is, can be stopped and run again, and takes nothing from this computer but disk space: no account, no upload.</source>
   <translation>必要なものを約 2 GB（NVIDIA のグラフィックカードではさらに多く）{place} に取り込みます。進み具合が表示され、途中で止めてまた実行できます。使うのはディスクの空きだけで、アカウントもアップロードもありません。</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Still not here.</source>
   <translation>まだありません。</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>The log is empty.</source>
   <translation>ログは空です。</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>To layer</source>
   <translation>レイヤーへ</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Branch…</source>
   <translation>分岐…</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Use as given</source>
   <translation>与件として使う</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Export…</source>
   <translation>書き出す…</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Write the process to a video, pictures, a document or strokes</source>
   <translation>過程を動画、画像、ドキュメント、ストロークに書き出す</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Above the active layer</source>
   <translation>アクティブレイヤーの上</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Below the active layer</source>
   <translation>アクティブレイヤーの下</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Put this frame ({step}) into a new layer above the active one</source>
   <translation>このフレーム（{step}）をアクティブレイヤーの上の新しいレイヤーに置く</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Paint on from this frame ({step}) in another way</source>
   <translation>このフレーム（{step}）から別のやり方で描き進める</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Let the next process pass through this frame ({step})</source>
   <translation>次の過程がこのフレーム（{step}）を通るようにする</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Goes on from {step}:</source>
   <translation>{step} から続ける:</translation>
  </message>
  <message>
   <location filename="widgets/frame_words.py" />
   <source>finished</source>
   <translation>完成</translation>
  </message>
  <message>
   <location filename="widgets/frame_words.py" />
   <source>Frame {number}: {stage}, {step}</source>
   <translation>フレーム {number}: {stage}、{step}</translation>
  </message>
  <message>
   <location filename="widgets/frame_words.py" />
   <source>undo {step}</source>
   <translation>{step} 手前</translation>
  </message>
  <message>
   <location filename="widgets/help_page.py" />
   <source>The command</source>
   <translation>コマンド</translation>
  </message>
  <message>
   <location filename="widgets/help_page.py" />
   <source>Copied</source>
   <translation>コピーしました</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Learn a style from recordings</source>
   <translation>録画から画風を学ぶ</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>my-inks</source>
   <translation>my-inks</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Recordings</source>
   <translation>録画</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Learn</source>
   <translation>学習</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>The engine learns from recordings of your own paintings: folders of Krita's Recorder, videos, layered or animated documents. They stay on this computer, and so does what is learnt. Use only what you have painted, or may use.</source>
   <translation>エンジンはあなた自身の絵の録画から学びます: Krita のレコーダーのフォルダー、動画、レイヤーやアニメーションのあるドキュメント。録画も学んだものもこのコンピューターから出ません。自分で描いたもの、または使ってよいものだけを使ってください。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Add a &amp;folder…</source>
   <translation>フォルダーを追加(&amp;F)…</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Add fi&amp;les…</source>
   <translation>ファイルを追加(&amp;L)…</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>&amp;Take out</source>
   <translation>外す(&amp;T)</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Take the chosen recordings out of the list; they stay on the disk</source>
   <translation>選んだ録画を一覧から外します。ディスクには残ります</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>This backend has no engine that could learn: start or update the backend.</source>
   <translation>このバックエンドには学習できるエンジンがありません。バックエンドを起動または更新してください。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Add recordings. Krita's Recorder docker makes them while you paint.</source>
   <translation>録画を追加してください。Krita のレコーダードッカーが描画中に録画します。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Give the style a name.</source>
   <translation>画風に名前を付けてください。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>&amp;Name of the style</source>
   <translation>画風の名前(&amp;N)</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>&amp;Based on</source>
   <translation>もとにする画風(&amp;B)</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recording teaches little: ten to fifty are better.</source>
   <translation>録画 {count} 本では少ししか学べません。10 から 50 本あるとよいでしょう。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recordings teach little: ten to fifty are better.</source>
   <translation>録画 {count} 本では少ししか学べません。10 から 50 本あるとよいでしょう。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recording.</source>
   <translation>録画 {count} 本。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recordings.</source>
   <translation>録画 {count} 本。</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>Copy a report for whoever helps: it names no path</source>
   <translation>助けてくれる人のためにレポートをコピー（パスは含みません）</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>Details…</source>
   <translation>詳細…</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>What the backend said last</source>
   <translation>バックエンドが最後に出した言葉</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>Dismiss the message</source>
   <translation>メッセージを消す</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>How was this canvas painted?</source>
   <translation>このキャンバスはどう描かれた？</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>How could this canvas go on?</source>
   <translation>このキャンバスはこの先どうなる？</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>How would you paint what these words say?</source>
   <translation>この言葉をどう描く？</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>What lies between these states?</source>
   <translation>これらの状態の間には何がある？</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>Reconstruct</source>
   <translation>再構成</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>Complete</source>
   <translation>続きを描く</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>Imagine</source>
   <translation>想像</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>In-between</source>
   <translation>中間</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Models for {engine} are on their way. You can go on painting.</source>
   <translation>{engine} のモデルを取り込んでいます。そのまま描き続けられます。</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>size not known</source>
   <translation>サイズ不明</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Use a folder…</source>
   <translation>フォルダーを使う…</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Take a model from a folder where you have it already</source>
   <translation>すでに持っているフォルダーのモデルを使う</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Stop the download; what has arrived is kept</source>
   <translation>ダウンロードを止めます。届いた分は保管されます</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Try again</source>
   <translation>もう一度試す</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Download</source>
   <translation>ダウンロード</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{engine} paints with models that are not on this computer yet:</source>
   <translation>{engine} は、このコンピューターにまだないモデルで描きます:</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{purpose}; licence: {licence}</source>
   <translation>{purpose}。ライセンス: {licence}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{engine} paints better with:</source>
   <translation>{engine} は次があるとよりよく描けます:</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Nobody can say which models are here for {engine}:</source>
   <translation>{engine} のモデルがあるかどうか分かりません:</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>To {place}</source>
   <translation>保存先: {place}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{done} of {total}</source>
   <translation>{done} / {total}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Download: {words}</source>
   <translation>ダウンロード: {words}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Bring {models}</source>
   <translation>{models} を取り込む</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>The folder that holds {model}</source>
   <translation>{model} のあるフォルダー</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>its folder {place} does not hold all of it any more</source>
   <translation>フォルダー {place} にすべてはそろっていません</translation>
  </message>
  <message>
   <location filename="widgets/option_controls.py" />
   <source>none</source>
   <translation>なし</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>More</source>
   <translation>その他</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Frames of an earlier process are waiting.</source>
   <translation>以前の過程のフレームが待っています。</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Show</source>
   <translation>表示</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Put the frames on the timeline</source>
   <translation>フレームをタイムラインに置く</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Discard</source>
   <translation>破棄</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Delete these frames</source>
   <translation>このフレームを削除</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Backend: {words}</source>
   <translation>バックエンド: {words}</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>To the beginning of the stage (Page Up)</source>
   <translation>段階の初めへ (Page Up)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Previous frame (Left)</source>
   <translation>前のフレーム (左)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Play (Space)</source>
   <translation>再生 (スペース)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Next frame (Right)</source>
   <translation>次のフレーム (右)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>To the next stage (Page Down)</source>
   <translation>次の段階へ (Page Down)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Begin again after the last frame</source>
   <translation>最後のフレームのあと最初に戻る</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source> fps</source>
   <translation> fps</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>How many frames are shown in a second</source>
   <translation>1 秒に表示するフレーム数</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Frames a second</source>
   <translation>1 秒あたりのフレーム数</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Pause (Space)</source>
   <translation>一時停止 (スペース)</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>A preset of this engine's options</source>
   <translation>このエンジンのオプションのプリセット</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Save or delete a preset</source>
   <translation>プリセットを保存または削除</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Save as a preset…</source>
   <translation>プリセットとして保存…</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Delete this preset</source>
   <translation>このプリセットを削除</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>&amp;Preset</source>
   <translation>プリセット(&amp;P)</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Save a preset</source>
   <translation>プリセットを保存</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Its name</source>
   <translation>名前</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Own settings</source>
   <translation>自分の設定</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>reconstructed</source>
   <translation>再構成</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>completed</source>
   <translation>続き</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>imagined</source>
   <translation>想像</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>in-between</source>
   <translation>中間</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>The processes of this document</source>
   <translation>このドキュメントの過程</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Give this process a star</source>
   <translation>この過程に星を付ける</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Give this process another name (F2)</source>
   <translation>この過程の名前を変える (F2)</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Delete this process (Delete)…</source>
   <translation>この過程を削除 (Delete)…</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>&amp;Processes</source>
   <translation>過程(&amp;P)</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Its frames are deleted from the backend's store. What is already on the timeline stays, and so do the processes that branch off.</source>
   <translation>フレームはバックエンドから削除されます。タイムライン上のものと、ここから分岐した過程は残ります。</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Delete</source>
   <translation>削除</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>from frame {number}</source>
   <translation>フレーム {number} から</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>seed {seed}</source>
   <translation>シード {seed}</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Delete the process “{title}”?</source>
   <translation>過程「{title}」を削除しますか？</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Compare with the canvas side by side</source>
   <translation>キャンバスと左右に並べて比べる</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Compare by turns</source>
   <translation>交互に表示して比べる</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Show a large picture beside the docker while the pointer is over the frames</source>
   <translation>ポインターがフレームの上にある間、ドッカーの横に大きく表示する</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>The frame at the slider</source>
   <translation>スライダーの位置のフレーム</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Move through the process</source>
   <translation>過程の中を移動</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>How many undo steps lead from the finished painting back to this frame (0 to 999)</source>
   <translation>完成した絵からこのフレームまで何ステップ戻るか（0 から 999）</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>The frames of the process</source>
   <translation>過程のフレーム</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Show on the canvas: add the process to the timeline first</source>
   <translation>キャンバスに表示: 先に過程をタイムラインに追加してください</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>The canvas shows the frame at the slider; press to leave it alone</source>
   <translation>キャンバスはスライダーのフレームを表示しています。押すとキャンバスはそのままになります</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Show the frame at the slider on the canvas</source>
   <translation>スライダーのフレームをキャンバスに表示</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>{stage} · frame {frame} of {frames}</source>
   <translation>{stage} · フレーム {frame} / {frames}</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>Which layers are asked about; those that Pentimento has made never are</source>
   <translation>どのレイヤーについてたずねるか。Pentimento が作ったものは含みません</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>What Krita's selection says</source>
   <translation>Krita の選択範囲の意味</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>&amp;Layers</source>
   <translation>レイヤー(&amp;L)</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>S&amp;election</source>
   <translation>選択範囲(&amp;E)</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>Selected layers</source>
   <translation>選択したレイヤー</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>All layers</source>
   <translation>すべてのレイヤー</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>not used</source>
   <translation>使わない</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>start here</source>
   <translation>ここから描く</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>finished area</source>
   <translation>完成した範囲</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>All visible</source>
   <translation>表示中のすべて</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>Only the selected ones</source>
   <translation>選択したものだけ</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>{layers}, selection: {use}</source>
   <translation>{layers}、選択範囲: {use}</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>First marks</source>
   <translation>最初の筆跡</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Sketch</source>
   <translation>スケッチ</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>First colours</source>
   <translation>最初の色</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Colours and shading</source>
   <translation>色と陰影</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Details</source>
   <translation>細部</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Nearly finished</source>
   <translation>ほぼ完成</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>How far along the canvas is</source>
   <translation>キャンバスの進み具合</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>&amp;How far along is it?</source>
   <translation>どこまで進んでいますか？(&amp;H)</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>&amp;Towards</source>
   <translation>目標(&amp;T)</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>A picture of the finish; without one, the engine finds a finish by itself</source>
   <translation>完成図。なければエンジンが自分で仕上がりを考えます</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>No picture</source>
   <translation>画像なし</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>A picture of the finish</source>
   <translation>完成図</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>{stage}, operation step {step}</source>
   <translation>{stage}、操作ステップ {step}</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>The selected layer</source>
   <translation>選択したレイヤー</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>A picture file…</source>
   <translation>画像ファイル…</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Towards: {what}</source>
   <translation>目標: {what}</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Pictures ({patterns})</source>
   <translation>画像 ({patterns})</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Layer “{title}”</source>
   <translation>レイヤー「{title}」</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>What the picture shows, in a few words</source>
   <translation>何の絵か、短い言葉で</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Show engines and options</source>
   <translation>エンジンとオプションを表示</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Start the backend, which knows what there is to choose</source>
   <translation>選べるものを知っているバックエンドを起動する</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>No engine here answers this question yet.</source>
   <translation>この質問に答えるエンジンはまだありません。</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Ask; you can go on painting meanwhile</source>
   <translation>たずねます。その間も描き続けられます</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>What is to be painted, in a few words</source>
   <translation>何を描くか、短い言葉で</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>What the picture shows; left empty, the tagger describes it</source>
   <translation>何の絵か。空ならタグ付け器が説明します</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>The memory that all frames take on Krita's timeline</source>
   <translation>すべてのフレームが Krita のタイムラインで使うメモリー</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Reconstruct process</source>
   <translation>過程を再構成</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Complete painting</source>
   <translation>絵の続きを描く</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Imagine painting</source>
   <translation>絵を想像する</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Paint what lies between</source>
   <translation>間を描く</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>No document is open</source>
   <translation>開いているドキュメントがありません</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>{width} x {height} px, {size} MB of frames</source>
   <translation>{width} x {height} px、フレーム {size} MB</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Number of frames of the process</source>
   <translation>過程のフレーム数</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Seed: the same seed gives the same process again</source>
   <translation>シード: 同じシードなら同じ過程になります</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>&amp;Frames</source>
   <translation>フレーム(&amp;F)</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>&amp;Seed</source>
   <translation>シード(&amp;S)</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Not locked: every question gets a seed of its own</source>
   <translation>固定なし: 質問ごとに新しいシード</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Locked: every question has this seed</source>
   <translation>固定: どの質問もこのシード</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Operation step: 999 is the first mark, 0 the finished canvas</source>
   <translation>操作ステップ: 999 が最初の筆跡、0 が完成したキャンバス</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Add two or more states of the painting, the earliest first.</source>
   <translation>絵の状態を二つ以上、早い順に追加してください。</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The states between which to paint, earliest first</source>
   <translation>間を描く状態（早い順）</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Add</source>
   <translation>追加</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Add a state of the painting</source>
   <translation>絵の状態を追加</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Earlier</source>
   <translation>早く</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Later</source>
   <translation>遅く</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Leave this state out</source>
   <translation>この状態を外す</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Spread the steps evenly</source>
   <translation>ステップを均等に配分</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>State</source>
   <translation>状態</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Step</source>
   <translation>ステップ</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The selected layers</source>
   <translation>選択したレイヤー</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The canvas as it is now</source>
   <translation>いまのキャンバス</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The canvas at the current time</source>
   <translation>現在時刻のキャンバス</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Painting…</source>
   <translation>描いています…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Cancelling…</source>
   <translation>中止しています…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Go back to this document to see the frames</source>
   <translation>フレームを見るにはこのドキュメントに戻ってください</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Cancel; the frames painted so far are kept</source>
   <translation>中止。これまでに描かれたフレームは残ります</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Reading the canvas…</source>
   <translation>キャンバスを読み込んでいます…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Sending the canvas…</source>
   <translation>キャンバスを送っています…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Adding the frames to the timeline…</source>
   <translation>フレームをタイムラインに追加しています…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Waiting, number {place} in the queue</source>
   <translation>順番待ち {place} 番目</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Frame {frame} of {frames}</source>
   <translation>フレーム {frame} / {frames}</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>{words}, {time} left</source>
   <translation>{words}、残り {time}</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Pentimento: settings</source>
   <translation>Pentimento: 設定</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>What is free</source>
   <translation>空いている分</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>How much memory of the device models may use</source>
   <translation>モデルが使ってよいデバイスのメモリー</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Where frames take more room, the oldest processes go first</source>
   <translation>フレームがこれより多くなると、古い過程から削除します</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Frames are kept here; empty for Pentimento's own folder</source>
   <translation>フレームの保管場所。空なら Pentimento のフォルダー</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Changes of the backend count from its next start on.</source>
   <translation>バックエンドの変更は次の起動から有効です。</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Shortcuts…</source>
   <translation>ショートカット…</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Krita's own shortcut settings: search for Pentimento there</source>
   <translation>Krita のショートカット設定で「Pentimento」を検索してください</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Device</source>
   <translation>デバイス(&amp;D)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Memory it may use</source>
   <translation>使ってよいメモリー(&amp;M)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Room for frames</source>
   <translation>フレーム用の容量(&amp;R)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Frames are kept in</source>
   <translation>フレームの保管場所(&amp;F)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Language</source>
   <translation>言語(&amp;L)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>The best there is</source>
   <translation>最適なもの</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>What engines with models work on</source>
   <translation>モデルを使うエンジンが動く場所</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>As Krita</source>
   <translation>Krita と同じ</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Counts from Krita's next start on</source>
   <translation>Krita の次の起動から有効です</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>The backend runs on &amp;this computer</source>
   <translation>バックエンドはこのコンピューターで動く(&amp;T)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>It runs on &amp;another one</source>
   <translation>別のコンピューターで動く(&amp;A)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>The file connection.json of the other computer, copied to this one</source>
   <translation>別のコンピューターの connection.json をこのコンピューターにコピーしたもの</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Choose a folder</source>
   <translation>フォルダーを選ぶ</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Choose a file</source>
   <translation>ファイルを選ぶ</translation>
  </message>
  <message>
   <location filename="widgets/stage_slider.py" />
   <source>Go to the beginning of “{title}”</source>
   <translation>「{title}」の初めへ移動</translation>
  </message>
  <message>
   <location filename="widgets/stage_slider.py" />
   <source>Stages: {titles}</source>
   <translation>段階: {titles}</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Show the timeline</source>
   <translation>タイムラインを表示</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Models that are not here…</source>
   <translation>まだないモデル…</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Learn a style…</source>
   <translation>画風を学ぶ…</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Copy a report</source>
   <translation>レポートをコピー</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Have the backend give up the models it holds between jobs</source>
   <translation>処理の合間に保持しているモデルをバックエンドから手放す</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Add when finished</source>
   <translation>完成したら追加</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>S&amp;tart</source>
   <translation>開始(&amp;T)</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>&amp;Keyframe every</source>
   <translation>キーフレーム間隔(&amp;K)</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>F&amp;rames a second</source>
   <translation>フレーム/秒(&amp;R)</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>This process has but one; it would give one layer.</source>
   <translation>この過程には一つしかないため、レイヤーも一つになります。</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Layers for the frames: with one for each stage, or for each layer of the painting, every layer holds what was added there</source>
   <translation>フレームのレイヤー: 段階ごと、または絵のレイヤーごとに分けると、それぞれにそこで加わったものが入ります</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Time of the first frame on Krita's timeline</source>
   <translation>Krita のタイムラインでの最初のフレームの時刻</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Frames of the timeline between two keyframes</source>
   <translation>キーフレーム同士の間隔（タイムラインのフレーム数）</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Speed of the clip, where nothing in the document is animated yet</source>
   <translation>ドキュメントにまだアニメーションがない場合の再生速度</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Put every process on the timeline as soon as it is finished</source>
   <translation>過程が完成したらすぐタイムラインに置く</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>One</source>
   <translation>一つ</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>One per stage</source>
   <translation>段階ごと</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>One per layer</source>
   <translation>レイヤーごと</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Beginning</source>
   <translation>先頭</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Current frame</source>
   <translation>現在のフレーム</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>After the end</source>
   <translation>末尾のあと</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Put all frames on Krita's timeline once more; what is there stays</source>
   <translation>すべてのフレームをもう一度タイムラインに置く。すでにあるものは残ります</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>This takes much of the memory that is free. {need}.</source>
   <translation>空きメモリーの多くを使います。{need}。</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Every second frame ({memory})</source>
   <translation>一つおき（{memory}）</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Put all frames on Krita's timeline, as layers that one undo takes away again</source>
   <translation>すべてのフレームを Krita のタイムラインにレイヤーとして置きます。一度の取り消しで元に戻ります</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Show its frames</source>
   <translation>フレームを表示</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Start the backend, which has the frames in its store</source>
   <translation>フレームを保管しているバックエンドを起動する</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Add to timeline</source>
   <translation>タイムラインに追加</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Timeline and document</source>
   <translation>タイムラインとドキュメント</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Not now</source>
   <translation>今はしない</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Every {every}th frame ({memory})</source>
   <translation>{every} フレームごと（{memory}）</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Keep the frames in the document</source>
   <translation>フレームをドキュメントに保管</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Saves all frames, without loss, in the .kra file: they go where it goes.</source>
   <translation>すべてのフレームを無劣化で .kra ファイルに保存します。ファイルと一緒に移動します。</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Remove</source>
   <translation>取り除く</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Take the frames out of the document; layers stay.</source>
   <translation>フレームをドキュメントから取り除きます。レイヤーは残ります。</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Stop; the document stays as it is</source>
   <translation>停止。ドキュメントはそのままです</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Adding to the timeline</source>
   <translation>タイムラインに追加しています</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Keeping the frames: {percent} %</source>
   <translation>フレームを保管中: {percent} %</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Frames kept in the document: {size}</source>
   <translation>ドキュメントに保管したフレーム: {size}</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>ground</source>
   <translation>下地</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>sketch</source>
   <translation>スケッチ</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>line</source>
   <translation>線</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>flats</source>
   <translation>下塗り</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>block-in</source>
   <translation>大まかな塗り</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>shading</source>
   <translation>陰影</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>details</source>
   <translation>細部</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>highlights</source>
   <translation>ハイライト</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>finish</source>
   <translation>仕上げ</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>given</source>
   <translation>与件</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>keyframe</source>
   <translation>キーフレーム</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>painting</source>
   <translation>描画</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Processor</source>
   <translation>プロセッサー</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Procedural painter</source>
   <translation>手続き型の画家</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Medium</source>
   <translation>画材</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What it is painted with; auto looks at the picture</source>
   <translation>何で描くか。auto は絵を見て決めます</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>auto</source>
   <translation>自動</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>ink and colour</source>
   <translation>線と色</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>oil</source>
   <translation>油彩</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>watercolour</source>
   <translation>水彩</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>pencil</source>
   <translation>鉛筆</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Ground</source>
   <translation>下地</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What the painting starts on; auto looks at picture and medium</source>
   <translation>何の上に描き始めるか。auto は絵と画材を見て決めます</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>white</source>
   <translation>白</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>paper</source>
   <translation>紙</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>toned</source>
   <translation>有色</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>transparent</source>
   <translation>透明</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Brush size</source>
   <translation>ブラシの大きさ</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Width of the brushes, relative to the usual</source>
   <translation>ブラシの幅（標準に対して）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for sketch</source>
   <translation>スケッチの時間</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for sketch, relative to the usual; 0 leaves it out</source>
   <translation>スケッチの時間（標準に対して）。0 で省きます</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for line</source>
   <translation>線の時間</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for line, relative to the usual; 0 leaves it out</source>
   <translation>線の時間（標準に対して）。0 で省きます</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for colour</source>
   <translation>色の時間</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for colour, relative to the usual; 0 leaves it out</source>
   <translation>色の時間（標準に対して）。0 で省きます</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for shading</source>
   <translation>陰影の時間</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for shading, relative to the usual; 0 leaves it out</source>
   <translation>陰影の時間（標準に対して）。0 で省きます</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for details</source>
   <translation>細部の時間</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for details, relative to the usual; 0 leaves it out</source>
   <translation>細部の時間（標準に対して）。0 で省きます</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Follow my layers</source>
   <translation>自分のレイヤーに従う</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paint the document's layers one by one where it has several</source>
   <translation>レイヤーが複数あるドキュメントはレイヤーごとに描く</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keep the strokes</source>
   <translation>ストロークを残す</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keep the list of strokes, so that it can be exported</source>
   <translation>書き出せるようにストロークの一覧を残す</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paints-UNDO (diffusion)</source>
   <translation>Paints-UNDO（拡散モデル）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Prompt</source>
   <translation>プロンプト</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Avoid</source>
   <translation>避けるもの</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What keyframes should not look like</source>
   <translation>キーフレームに現れてほしくないもの</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keyframes at</source>
   <translation>キーフレームの位置</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Operation steps painted as keyframes, 1 (nearly done) to 999 (first mark)</source>
   <translation>キーフレームとして描く操作ステップ、1（ほぼ完成）から 999（最初の筆跡）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paint between keyframes</source>
   <translation>キーフレームの間も描く</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paint what lies between keyframes; without, every frame is a keyframe</source>
   <translation>キーフレームの間を描きます。オフにするとすべてがキーフレームになります</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Between keyframes</source>
   <translation>キーフレームの間</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What the frames between keyframes show, in a few words</source>
   <translation>キーフレームの間に見えるものを短い言葉で</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size of keyframes</source>
   <translation>キーフレームのサイズ</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Long side of keyframes in pixels, in multiples of 64</source>
   <translation>キーフレームの長辺（ピクセル、64 の倍数）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps of a keyframe</source>
   <translation>キーフレームのステップ数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps of a keyframe: fewer are faster and rougher</source>
   <translation>キーフレームのサンプリングステップ数。少ないほど速く粗くなります</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keyframes follow the prompt</source>
   <translation>キーフレームはプロンプトに従う</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How closely keyframes follow their prompt; 1 leaves the negative one out</source>
   <translation>キーフレームがプロンプトに従う強さ。1 では避けるものを無視します</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size between keyframes</source>
   <translation>キーフレーム間のサイズ</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size of frames between keyframes; the model knows 512, less is quicker</source>
   <translation>キーフレーム間のフレームのサイズ。モデルは 512 を学んでいます。小さいほど速くなります</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps between keyframes</source>
   <translation>キーフレーム間のステップ数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps of the frames between keyframes</source>
   <translation>キーフレーム間のフレームのサンプリングステップ数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Follow the keyframes</source>
   <translation>キーフレームに従う</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How closely the frames between follow the keyframes</source>
   <translation>間のフレームがキーフレームに従う強さ</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Look at other frames</source>
   <translation>ほかのフレームを見る</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Which other frames each frame looks at; steadier, a little slower</source>
   <translation>各フレームがどのフレームを見るか。安定しますが少し遅くなります</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>off</source>
   <translation>オフ</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>previous</source>
   <translation>前</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>first</source>
   <translation>最初</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>roll</source>
   <translation>順送り</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Clean last step</source>
   <translation>最後をきれいに</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Leave out the noise that the published sampler ends with</source>
   <translation>公開されたサンプラーが最後に加えるノイズを省きます</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Memory to use</source>
   <translation>使うメモリー</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Memory of the device that may be used, in GB; 0 for what is free</source>
   <translation>使ってよいデバイスのメモリー（GB）。0 は空いている分</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>ProcessPainter (diffusion)</source>
   <translation>ProcessPainter（拡散モデル）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What is painted, in words; left empty, the tagger describes the canvas</source>
   <translation>何を描くか。空ならタグ付け器がキャンバスを説明します</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What the painting should not look like</source>
   <translation>絵に現れてほしくないもの</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Style</source>
   <translation>画風</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How the painter works; 'own' takes the files named below</source>
   <translation>描き手の進め方。「own」では下のファイルを使います</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>character</source>
   <translation>キャラクター</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>speedpainting</source>
   <translation>スピードペインティング</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style1</source>
   <translation>画風 1</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style2</source>
   <translation>画風 2</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style3</source>
   <translation>画風 3</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style4</source>
   <translation>画風 4</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>own</source>
   <translation>自分のもの</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Your LoRA files</source>
   <translation>自分の LoRA ファイル</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Your LoRA files with their weights: a.safetensors:0.8; b.safetensors</source>
   <translation>自分の LoRA ファイルと重み: a.safetensors:0.8; b.safetensors</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Show how it could have come so far</source>
   <translation>ここまでの過程も見せる</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>A canvas that is completed also gets a way that leads to it</source>
   <translation>続きを描くキャンバスに、そこまでの過程も付けます</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>At most 20 steps, of a sampler that needs fewer</source>
   <translation>少ないステップで済むサンプラーで最大 20 ステップ</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps</source>
   <translation>サンプリングステップ数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps: fewer are faster and rougher</source>
   <translation>サンプリングステップ数。少ないほど速く粗くなります</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Follow the prompt</source>
   <translation>プロンプトに従う</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How closely the prompt is followed; 1 leaves the negative one out</source>
   <translation>プロンプトに従う強さ。1 では避けるものを無視します</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Hold given canvases</source>
   <translation>与えたキャンバスを保つ</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Given canvases set the first noise (published) or every step (paper)</source>
   <translation>与えたキャンバスが最初のノイズ（published）または全ステップ（paper）を決めます</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>published</source>
   <translation>公開版</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps back to noise</source>
   <translation>ノイズへ戻るステップ数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps from given canvases back to noise, in the published form</source>
   <translation>与えたキャンバスからノイズへ戻るステップ数（公開版の方式）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size to paint at</source>
   <translation>描くサイズ</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Long side of the model's pictures in pixels, in multiples of 64</source>
   <translation>モデルの画像の長辺（ピクセル、64 の倍数）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Many frames</source>
   <translation>多くのフレーム</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>More frames than a window: by windows that overlap, or between key frames</source>
   <translation>窓より多いフレーム: 重なる窓で、またはキーフレームの間を描いて</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>windows</source>
   <translation>窓</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>in-betweens</source>
   <translation>中割り</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Frames painted together</source>
   <translation>一緒に描くフレーム数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Frames painted together; the published models were taught 8</source>
   <translation>一緒に描くフレーム数。公開モデルは 8 を学んでいます</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Domain adapter</source>
   <translation>ドメインアダプター</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How strongly the domain adapter acts, where it takes part</source>
   <translation>ドメインアダプターが加わる場合の強さ</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Picture model of your own</source>
   <translation>自分の画像モデル</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>A model made from Stable Diffusion 1.5 to paint with: a file or folder</source>
   <translation>描画に使う、Stable Diffusion 1.5 から作られたモデル: ファイルまたはフォルダー</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Motion module of your own</source>
   <translation>自分のモーションモジュール</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>The file of a motion module of your own, for the style 'own'</source>
   <translation>画風「own」で使う自分のモーションモジュールのファイル</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Made for</source>
   <translation>対象プログラム</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Which program the files of the style 'own' were made for</source>
   <translation>画風「own」のファイルがどのプログラム用に作られたか</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>ProcessPainter</source>
   <translation>ProcessPainter</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>AnimateDiff</source>
   <translation>AnimateDiff</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>AnimateDiff v1</source>
   <translation>AnimateDiff v1</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Reference network of your own</source>
   <translation>自分の参照ネットワーク</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>The file of a reference network of your own, for the style 'own'</source>
   <translation>画風「own」で使う自分の参照ネットワークのファイル</translation>
  </message>
 </context>
</TS>
