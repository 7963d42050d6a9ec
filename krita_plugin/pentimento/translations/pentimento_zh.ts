<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>pentimento</name>
  <message>
   <location filename="actions.py" />
   <source>Show the docker</source>
   <translation>显示面板</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Ask for a painting process</source>
   <translation>询问绘画过程</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Cancel the newest process</source>
   <translation>取消最新的过程</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Previous frame</source>
   <translation>上一帧</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Next frame</source>
   <translation>下一帧</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Previous stage</source>
   <translation>上一阶段</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Next stage</source>
   <translation>下一阶段</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Play or pause</source>
   <translation>播放或暂停</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Copy the frame to a new layer</source>
   <translation>将此帧复制到新图层</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Add the process to the timeline</source>
   <translation>将过程添加到时间轴</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>“{title}” was closed during its job: the frames are kept and offered when you open it again.</source>
   <translation>“{title}”在任务进行中被关闭：帧已保留，再次打开时会提供。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>“{title}” was closed during its job: the frames are kept by the backend; as it was never saved, `pentimento jobs` is the way to them.</source>
   <translation>“{title}”在任务进行中被关闭：帧由后端保留；因为它从未保存过，可用 `pentimento jobs` 取回。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>This backend has no engine that answers this question: update the backend.</source>
   <translation>此后端没有能回答这个问题的引擎：请更新后端。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Cancelled after {count} frame.</source>
   <translation>在 {count} 帧后取消。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Cancelled after {count} frames.</source>
   <translation>在 {count} 帧后取消。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>No frame was painted: try again.</source>
   <translation>没有画出任何帧：请重试。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Cancelled.</source>
   <translation>已取消。</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Pentimento stopped with an error ({error}): try again; what was painted is kept.</source>
   <translation>Pentimento 因错误停止（{error}）：请重试；已画的内容已保留。</translation>
  </message>
  <message>
   <location filename="desk/backend_steps.py" />
   <source>The backend was stopped.</source>
   <translation>后端已停止。</translation>
  </message>
  <message>
   <location filename="desk/choosing.py" />
   <source>No layer is selected: select one in Krita's layer list first.</source>
   <translation>没有选中图层：请先在 Krita 的图层列表中选择一个。</translation>
  </message>
  <message>
   <location filename="desk/choosing.py" />
   <source>Canvas, picture {number}</source>
   <translation>画布，图片 {number}</translation>
  </message>
  <message>
   <location filename="desk/choosing.py" />
   <source>Canvas at time {time}</source>
   <translation>时间 {time} 的画布</translation>
  </message>
  <message>
   <location filename="desk/desk.py" />
   <source>No document is open: open a painting, then ask how it could have been painted.</source>
   <translation>没有打开的文档：请打开一幅画，再询问它可能是怎样画成的。</translation>
  </message>
  <message>
   <location filename="desk/document_state.py" />
   <source>Untitled</source>
   <translation>未命名</translation>
  </message>
  <message>
   <location filename="desk/engine_choice.py" />
   <source>Say in the prompt what is to be painted, then ask again.</source>
   <translation>请在提示词中写明要画什么，然后再问一次。</translation>
  </message>
  <message>
   <location filename="desk/errand.py" />
   <source>It broke off with the backend: try again.</source>
   <translation>已随后端中断：请重试。</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Video (mp4)</source>
   <translation>视频 (mp4)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Video (webm)</source>
   <translation>视频 (webm)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Animation (gif)</source>
   <translation>动画 (gif)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Picture for each frame (png)</source>
   <translation>每帧一张图片 (png)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Contact sheet (png)</source>
   <translation>缩略图总览 (png)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Krita document (kra)</source>
   <translation>Krita 文档 (kra)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Strokes (json)</source>
   <translation>笔触 (json)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Strokes (svg)</source>
   <translation>笔触 (svg)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>As it comes</source>
   <translation>保持原样</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>15 seconds at most</source>
   <translation>最长 15 秒</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>30 seconds at most</source>
   <translation>最长 30 秒</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>60 seconds at most</source>
   <translation>最长 60 秒</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Fewer frames, a smaller size or fewer layers take less.</source>
   <translation>减少帧数、尺寸或图层数可以少占一些。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Frames are kept on the disk until there is no room: older ones can go.</source>
   <translation>帧会一直保存在磁盘上，直到没有空间：可以删除较旧的。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>The backend is a program of its own; this command, run in the folder that Pentimento was downloaded to, installs it.</source>
   <translation>后端是一个独立的程序；在下载 Pentimento 的文件夹中运行此命令即可安装。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Its log says what keeps it from starting.</source>
   <translation>它的日志说明了无法启动的原因。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>It was stopped or has crashed; frames that were painted are kept.</source>
   <translation>它被停止或已崩溃；已画的帧已保留。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Plugin and backend are of different versions of Pentimento.</source>
   <translation>插件和后端属于不同版本的 Pentimento。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Another user's backend, or an older one with other keys, is running.</source>
   <translation>正在运行的是其他用户的后端，或使用其他密钥的旧后端。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>The settings say that the backend runs on another computer.</source>
   <translation>设置中指定后端运行在另一台电脑上。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>This engine paints with published models, which are downloaded once.</source>
   <translation>此引擎使用公开发布的模型绘画，只需下载一次。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Other programs, or engines used before, may hold memory of the graphics card.</source>
   <translation>其他程序或之前使用的引擎可能占用了显卡内存。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>This should not happen: please copy the report and tell us.</source>
   <translation>这不应发生：请复制报告并告诉我们。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>The painting process ended several times, perhaps for lack of memory.</source>
   <translation>绘画进程多次结束，可能是内存不足。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>What was painted is kept.</source>
   <translation>已画的内容已保留。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Many processes wait already: let some finish, or cancel them.</source>
   <translation>已有许多过程在等待：请等一些完成，或取消它们。</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Ask again</source>
   <translation>再问一次</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Go on with it</source>
   <translation>继续</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Get the models</source>
   <translation>获取模型</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Free memory</source>
   <translation>释放内存</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Settings…</source>
   <translation>设置…</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Stop the backend</source>
   <translation>停止后端</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Copy the command</source>
   <translation>复制命令</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Show the log</source>
   <translation>显示日志</translation>
  </message>
  <message>
   <location filename="desk/frame_sources.py" />
   <source>The backend is not there: try again.</source>
   <translation>后端不在：请重试。</translation>
  </message>
  <message>
   <location filename="desk/frame_supply.py" />
   <source>Krita is closing.</source>
   <translation>Krita 正在关闭。</translation>
  </message>
  <message>
   <location filename="desk/frame_taking.py" />
   <source>{title}, step {step}</source>
   <translation>{title}，步骤 {step}</translation>
  </message>
  <message>
   <location filename="desk/frame_taking.py" />
   <source>The frame could not be taken ({error}): try again.</source>
   <translation>无法取得此帧（{error}）：请重试。</translation>
  </message>
  <message>
   <location filename="desk/frame_taking.py" />
   <source>Pentimento step {step}</source>
   <translation>Pentimento 步骤 {step}</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>{count} frame</source>
   <translation>{count} 帧</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>{count} frames</source>
   <translation>{count} 帧</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>The frames could not be added to the timeline ({error}): try again.</source>
   <translation>无法将帧添加到时间轴（{error}）：请重试。</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>{engine}, seed {seed}, {frames}</source>
   <translation>{engine}，种子 {seed}，{frames}</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>There are no frames to put on the timeline.</source>
   <translation>没有可放到时间轴的帧。</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>Cancelled: nothing was added to the timeline.</source>
   <translation>已取消：没有向时间轴添加任何内容。</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>The frames are on one layer: this painting has half-transparent paint, or paint that is taken away again, which several layers cannot show.</source>
   <translation>帧放在一个图层上：这幅画有半透明的颜料，或后来又去掉的颜料，多个图层无法表现。</translation>
  </message>
  <message>
   <location filename="desk/keeping.py" />
   <source>The frames could not be kept in the document ({error}): try again.</source>
   <translation>无法在文档中保存帧（{error}）：请重试。</translation>
  </message>
  <message>
   <location filename="desk/model_shelf.py" />
   <source>Cancelled; what has arrived is kept.</source>
   <translation>已取消；已到达的部分会保留。</translation>
  </message>
  <message>
   <location filename="desk/model_shelf.py" />
   <source>The backend has stopped during the download; what has arrived is kept.</source>
   <translation>下载过程中后端停止；已到达的部分会保留。</translation>
  </message>
  <message>
   <location filename="desk/model_shelf.py" />
   <source>more than {size}</source>
   <translation>超过 {size}</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>The usual</source>
   <translation>常用</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Quick look</source>
   <translation>快速预览</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Study in oil</source>
   <translation>油画习作</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Watercolour</source>
   <translation>水彩</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Ink first, then colour</source>
   <translation>先墨线，后上色</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Pencil drawing</source>
   <translation>铅笔画</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Rough and quick</source>
   <translation>粗略快速</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Keyframes alone</source>
   <translation>仅关键帧</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Close to the words</source>
   <translation>贴近文字</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>Choose at least two states of the painting, the earliest first, then ask again.</source>
   <translation>请至少选择画的两个状态，最早的在前，然后再问一次。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>The steps of the states must fall from one to the next, down to 0 at the last.</source>
   <translation>各状态的步骤必须依次递减，最后一个为 0。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>No layer is selected: select some in Krita's layer list, or let all count.</source>
   <translation>没有选中图层：请在 Krita 的图层列表中选择一些，或让全部图层参与。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>Nothing is selected: select an area of the canvas, or do not use a selection.</source>
   <translation>没有选区：请在画布上选择一个区域，或不使用选区。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>{count} states need at least as many frames.</source>
   <translation>{count} 个状态至少需要同样多的帧。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>The layer “{title}” is gone: choose another one.</source>
   <translation>图层“{title}”已不存在：请另选一个。</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>“{title}” has another size than the canvas: take it anew.</source>
   <translation>“{title}”的尺寸与画布不同：请重新取用。</translation>
  </message>
  <message>
   <location filename="desk/reference_file.py" />
   <source>{path} cannot be read as a picture ({reason}): choose another one.</source>
   <translation>无法将 {path} 作为图片读取（{reason}）：请另选一个。</translation>
  </message>
  <message>
   <location filename="desk/reference_file.py" />
   <source>The reference picture has {width} x {height} pixels: it must have the proportions of the canvas.</source>
   <translation>参考图片为 {width} x {height} 像素：必须与画布比例相同。</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Not installed</source>
   <translation>未安装</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Off, starts with the first process</source>
   <translation>已关闭，将随第一个过程启动</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Starting the backend…</source>
   <translation>正在启动后端…</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>The backend is lost</source>
   <translation>与后端失去联系</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Loading the model: {device}</source>
   <translation>正在加载模型：{device}</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Ready: {device}</source>
   <translation>就绪：{device}</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Working: {device}</source>
   <translation>工作中：{device}</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>{device}, {free} free</source>
   <translation>{device}，空闲 {free}</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Kept frames: {used} of {limit}</source>
   <translation>保留的帧：{used} / {limit}</translation>
  </message>
  <message>
   <location filename="desk/submission.py" />
   <source>The canvas is empty: paint something, then ask again.</source>
   <translation>画布是空的：请画点什么，然后再问一次。</translation>
  </message>
  <message>
   <location filename="desk/submission.py" />
   <source>The canvas is of one colour all over: paint something, then ask again.</source>
   <translation>画布只有一种颜色：请画点什么，然后再问一次。</translation>
  </message>
  <message>
   <location filename="desk/thumbnails.py" />
   <source>The frames of “{title}” are no longer in the backend's store. What is on the timeline stays.</source>
   <translation>“{title}”的帧已不在后端的存储中。时间轴上的内容保留不变。</translation>
  </message>
  <message>
   <location filename="desk/thumbnails.py" />
   <source>The frames of “{title}” are no longer in the backend's store: ask the question again to have them painted again.</source>
   <translation>“{title}”的帧已不在后端的存储中：再问一次即可重新绘制。</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>The document was closed before its frames were on the timeline. Open it again to put them there.</source>
   <translation>文档在帧放到时间轴之前被关闭。请再次打开以添加。</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>The layers could not be prepared in the folder for temporary files: see that there is room on the disk, then add the frames again.</source>
   <translation>无法在临时文件夹中准备图层：请确认磁盘有空间，然后再次添加帧。</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>This version of Krita did not make an animated layer: please report this.</source>
   <translation>此版本的 Krita 没有生成动画图层：请报告此问题。</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>Krita has lost the frames on their way: add them again.</source>
   <translation>Krita 中途丢失了帧：请再次添加。</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>Krita has no conversion from sRGB to the colour model of this document. Convert the image to RGB (Image &gt; Convert Image Color Space) and try again.</source>
   <translation>Krita 无法将 sRGB 转换为此文档的颜色模型。请将图像转换为 RGB（图像 &gt; 转换图像色彩空间）后重试。</translation>
  </message>
  <message>
   <location filename="document/kept_frames.py" />
   <source>The frames that this document keeps are damaged, and cannot be shown.</source>
   <translation>此文档保留的帧已损坏，无法显示。</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>All frames</source>
   <translation>所有帧</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>Other paint</source>
   <translation>其他颜料</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>{size} MB</source>
   <translation>{size} MB</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>{frames} frames of {width} x {height}: {memory}, about {seconds} s</source>
   <translation>{frames} 帧，{width} x {height}：{memory}，约 {seconds} 秒</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>{size} GB</source>
   <translation>{size} GB</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>Layer {number}</source>
   <translation>图层 {number}</translation>
  </message>
  <message>
   <location filename="link/backend_process.py" />
   <source>The Pentimento backend is not installed.</source>
   <translation>Pentimento 后端尚未安装。</translation>
  </message>
  <message>
   <location filename="link/backend_process.py" />
   <source>The Pentimento backend is no longer at {place}.</source>
   <translation>Pentimento 后端已不在 {place}。</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>The backend has stopped {count} times: see the details.</source>
   <translation>后端已停止 {count} 次：请查看详情。</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>The models of this engine are not here yet: download them, then ask again.</source>
   <translation>此引擎的模型还不在这里：请下载后再问一次。</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>A frame arrived damaged: the frames are kept, ask for them again.</source>
   <translation>有一帧到达时已损坏：帧已保留，请再次获取。</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>The backend was stopped; it goes on with this process when it is started again.</source>
   <translation>后端已停止；再次启动时会继续此过程。</translation>
  </message>
  <message>
   <location filename="link/frame_fetch.py" />
   <source>The backend does not have this frame: it was never painted, or has been deleted.</source>
   <translation>后端没有此帧：它从未画过，或已被删除。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend does not know this Krita's key: stop the backend, then try again.</source>
   <translation>后端不认识此 Krita 的密钥：请停止后端后重试。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend on the other computer does not answer: see that it runs.</source>
   <translation>另一台电脑上的后端没有回应：请确认它在运行。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend ended while it was starting: see the details, then try again.</source>
   <translation>后端在启动时结束：请查看详情后重试。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>{file} is no connection file of a backend: see the settings.</source>
   <translation>{file} 不是后端的连接文件：请查看设置。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend has stopped: ask again to start it again.</source>
   <translation>后端已停止：再问一次即可重新启动。</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend does not get ready: see the details, then try again.</source>
   <translation>后端未能就绪：请查看详情后重试。</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>The engine that paints the branch</source>
   <translation>绘制分支的引擎</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>What the branch shall become</source>
   <translation>分支要画成什么</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Seed of the branch</source>
   <translation>分支的种子</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Another seed</source>
   <translation>换一个种子</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Paint the branch</source>
   <translation>绘制分支</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>P&amp;rompt</source>
   <translation>提示词(&amp;R)</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>E&amp;ngine</source>
   <translation>引擎(&amp;N)</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>See&amp;d</source>
   <translation>种子(&amp;D)</translation>
  </message>
  <message>
   <location filename="widgets/comparison.py" />
   <source>Process</source>
   <translation>过程</translation>
  </message>
  <message>
   <location filename="widgets/comparison.py" />
   <source>Canvas</source>
   <translation>画布</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>More options</source>
   <translation>更多选项</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>Edit these words</source>
   <translation>编辑这些文字</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>Take what the tagger sees in the picture as your prompt</source>
   <translation>将标签器在画中看到的内容作为提示词</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>Engine</source>
   <translation>引擎</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>The engine that paints the process: {title}</source>
   <translation>绘制过程的引擎：{title}</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Cancel the export</source>
   <translation>取消导出</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Stop, and keep what is learnt</source>
   <translation>停止，并保留已学到的</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>What has been learnt so far</source>
   <translation>目前学到的内容</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Exporting {name}</source>
   <translation>正在导出 {name}</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Learning {name}</source>
   <translation>正在学习 {name}</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Export the process</source>
   <translation>导出过程</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Kind</source>
   <translation>类型(&amp;K)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>What is written</source>
   <translation>要写出什么</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Speed</source>
   <translation>速度(&amp;S)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>How fast it plays</source>
   <translation>播放速度</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Hold the last frame</source>
   <translation>最后一帧停留(&amp;H)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>How long the finished picture is shown</source>
   <translation>完成的画显示多久</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Length</source>
   <translation>长度(&amp;L)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>A longer film plays faster, and leaves out frames where that is not enough</source>
   <translation>较长的影片会播放得更快，仍不够时会省略一些帧</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>S&amp;ize</source>
   <translation>尺寸(&amp;I)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>How large its pictures are</source>
   <translation>图片有多大</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Choose where it goes</source>
   <translation>选择保存位置</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;To</source>
   <translation>位置(&amp;T)</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>File or folder</source>
   <translation>文件或文件夹</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>The file says that it was generated, by which engine and seed.</source>
   <translation>文件会注明它是生成的，以及所用的引擎和种子。</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Replace</source>
   <translation>替换</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>frames a second</source>
   <translation>帧/秒</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Choose a folder that exists.</source>
   <translation>请选择一个存在的文件夹。</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>{side} pixels on the long side</source>
   <translation>长边 {side} 像素</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>As the canvas</source>
   <translation>与画布相同</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>{name} is there already. Replace it?</source>
   <translation>{name} 已存在。要替换吗？</translation>
  </message>
  <message>
   <location filename="widgets/filmstrip.py" />
   <source>The frame that is being painted now</source>
   <translation>正在绘制的帧</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Pentimento paints in a program of its own, so that Krita stays quick and your work safe. Open a terminal in the folder that Pentimento was downloaded to, and run:</source>
   <translation>Pentimento 在独立的程序中绘画，让 Krita 保持流畅，作品也安全。请在下载 Pentimento 的文件夹中打开终端并运行：</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>One more step</source>
   <translation>还差一步</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Look again</source>
   <translation>再次查看</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Press this when the command has ended</source>
   <translation>命令结束后请按此</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Use a backend on another computer…</source>
   <translation>使用另一台电脑上的后端…</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>The backend's log</source>
   <translation>后端的日志</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>It brings what the painter needs, about 2 GB (more with an NVIDIA graphics card), to {place}. It shows how far it is, can be stopped and run again, and takes nothing from this computer but disk space: no account, no upload.</source>
   <translation>它会把所需内容（约 2 GB，使用 NVIDIA 显卡时更多）放到 {place}。它会显示进度，可以中途停止再运行，只占用磁盘空间：无需账号，不上传任何内容。</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Still not here.</source>
   <translation>仍然不在。</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>The log is empty.</source>
   <translation>日志是空的。</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>To layer</source>
   <translation>到图层</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Branch…</source>
   <translation>分支…</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Use as given</source>
   <translation>用作已知</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Export…</source>
   <translation>导出…</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Write the process to a video, pictures, a document or strokes</source>
   <translation>将过程写成视频、图片、文档或笔触</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Above the active layer</source>
   <translation>在活动图层之上</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Below the active layer</source>
   <translation>在活动图层之下</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Put this frame ({step}) into a new layer above the active one</source>
   <translation>将此帧（{step}）放到活动图层之上的新图层</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Paint on from this frame ({step}) in another way</source>
   <translation>从此帧（{step}）用另一种方式画下去</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Let the next process pass through this frame ({step})</source>
   <translation>让下一个过程经过此帧（{step}）</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Goes on from {step}:</source>
   <translation>从 {step} 继续：</translation>
  </message>
  <message>
   <location filename="widgets/frame_words.py" />
   <source>finished</source>
   <translation>完成</translation>
  </message>
  <message>
   <location filename="widgets/frame_words.py" />
   <source>Frame {number}: {stage}, {step}</source>
   <translation>第 {number} 帧：{stage}，{step}</translation>
  </message>
  <message>
   <location filename="widgets/frame_words.py" />
   <source>undo {step}</source>
   <translation>回退 {step}</translation>
  </message>
  <message>
   <location filename="widgets/help_page.py" />
   <source>The command</source>
   <translation>命令</translation>
  </message>
  <message>
   <location filename="widgets/help_page.py" />
   <source>Copied</source>
   <translation>已复制</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Learn a style from recordings</source>
   <translation>从录像学习风格</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>my-inks</source>
   <translation>my-inks</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Recordings</source>
   <translation>录像</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Learn</source>
   <translation>学习</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>The engine learns from recordings of your own paintings: folders of Krita's Recorder, videos, layered or animated documents. They stay on this computer, and so does what is learnt. Use only what you have painted, or may use.</source>
   <translation>引擎从您自己绘画的录像中学习：Krita 录制器的文件夹、视频、带图层或动画的文档。它们和学到的内容都留在这台电脑上。请只使用您自己画的，或有权使用的内容。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Add a &amp;folder…</source>
   <translation>添加文件夹(&amp;F)…</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Add fi&amp;les…</source>
   <translation>添加文件(&amp;L)…</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>&amp;Take out</source>
   <translation>移出(&amp;T)</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Take the chosen recordings out of the list; they stay on the disk</source>
   <translation>将所选录像移出列表；磁盘上的保留</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>This backend has no engine that could learn: start or update the backend.</source>
   <translation>此后端没有可以学习的引擎：请启动或更新后端。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Add recordings. Krita's Recorder docker makes them while you paint.</source>
   <translation>请添加录像。Krita 的录制器面板会在您作画时录制。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Give the style a name.</source>
   <translation>请给风格起个名字。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>&amp;Name of the style</source>
   <translation>风格名称(&amp;N)</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>&amp;Based on</source>
   <translation>基于(&amp;B)</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recording teaches little: ten to fifty are better.</source>
   <translation>{count} 段录像能教的不多：十到五十段更好。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recordings teach little: ten to fifty are better.</source>
   <translation>{count} 段录像能教的不多：十到五十段更好。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recording.</source>
   <translation>{count} 段录像。</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recordings.</source>
   <translation>{count} 段录像。</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>Copy a report for whoever helps: it names no path</source>
   <translation>复制一份给帮助者的报告：不含任何路径</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>Details…</source>
   <translation>详情…</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>What the backend said last</source>
   <translation>后端最后说的话</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>Dismiss the message</source>
   <translation>清除消息</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>How was this canvas painted?</source>
   <translation>这幅画布是怎样画成的？</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>How could this canvas go on?</source>
   <translation>这幅画布可以怎样继续？</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>How would you paint what these words say?</source>
   <translation>您会怎样画出这些文字？</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>What lies between these states?</source>
   <translation>这些状态之间有什么？</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>Reconstruct</source>
   <translation>重建</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>Complete</source>
   <translation>续画</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>Imagine</source>
   <translation>想象</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>In-between</source>
   <translation>中间</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Models for {engine} are on their way. You can go on painting.</source>
   <translation>{engine} 的模型正在下载。您可以继续作画。</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>size not known</source>
   <translation>大小未知</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Use a folder…</source>
   <translation>使用文件夹…</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Take a model from a folder where you have it already</source>
   <translation>使用您已有的文件夹中的模型</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Stop the download; what has arrived is kept</source>
   <translation>停止下载；已到达的部分会保留</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Try again</source>
   <translation>重试</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Download</source>
   <translation>下载</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{engine} paints with models that are not on this computer yet:</source>
   <translation>{engine} 使用的模型还不在这台电脑上：</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{purpose}; licence: {licence}</source>
   <translation>{purpose}；许可：{licence}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{engine} paints better with:</source>
   <translation>有了以下模型，{engine} 会画得更好：</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Nobody can say which models are here for {engine}:</source>
   <translation>无法得知 {engine} 有哪些模型：</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>To {place}</source>
   <translation>到 {place}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{done} of {total}</source>
   <translation>{done} / {total}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Download: {words}</source>
   <translation>下载：{words}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Bring {models}</source>
   <translation>获取 {models}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>The folder that holds {model}</source>
   <translation>存放 {model} 的文件夹</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>its folder {place} does not hold all of it any more</source>
   <translation>它的文件夹 {place} 已不完整</translation>
  </message>
  <message>
   <location filename="widgets/option_controls.py" />
   <source>none</source>
   <translation>无</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>More</source>
   <translation>更多</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Frames of an earlier process are waiting.</source>
   <translation>之前过程的帧正在等待。</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Show</source>
   <translation>显示</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Put the frames on the timeline</source>
   <translation>将帧放到时间轴</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Discard</source>
   <translation>丢弃</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Delete these frames</source>
   <translation>删除这些帧</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Backend: {words}</source>
   <translation>后端：{words}</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>To the beginning of the stage (Page Up)</source>
   <translation>到阶段开头 (Page Up)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Previous frame (Left)</source>
   <translation>上一帧 (左)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Play (Space)</source>
   <translation>播放 (空格)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Next frame (Right)</source>
   <translation>下一帧 (右)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>To the next stage (Page Down)</source>
   <translation>到下一阶段 (Page Down)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Begin again after the last frame</source>
   <translation>最后一帧之后重新开始</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source> fps</source>
   <translation> fps</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>How many frames are shown in a second</source>
   <translation>每秒显示多少帧</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Frames a second</source>
   <translation>每秒帧数</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Pause (Space)</source>
   <translation>暂停 (空格)</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>A preset of this engine's options</source>
   <translation>此引擎选项的预设</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Save or delete a preset</source>
   <translation>保存或删除预设</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Save as a preset…</source>
   <translation>保存为预设…</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Delete this preset</source>
   <translation>删除此预设</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>&amp;Preset</source>
   <translation>预设(&amp;P)</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Save a preset</source>
   <translation>保存预设</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Its name</source>
   <translation>它的名称</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Own settings</source>
   <translation>自定设置</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>reconstructed</source>
   <translation>已重建</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>completed</source>
   <translation>已续画</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>imagined</source>
   <translation>已想象</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>in-between</source>
   <translation>中间</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>The processes of this document</source>
   <translation>此文档的过程</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Give this process a star</source>
   <translation>给此过程加星标</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Give this process another name (F2)</source>
   <translation>给此过程改名 (F2)</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Delete this process (Delete)…</source>
   <translation>删除此过程 (Delete)…</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>&amp;Processes</source>
   <translation>过程(&amp;P)</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Its frames are deleted from the backend's store. What is already on the timeline stays, and so do the processes that branch off.</source>
   <translation>它的帧会从后端的存储中删除。已在时间轴上的内容以及从它分出的过程会保留。</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Delete</source>
   <translation>删除</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>from frame {number}</source>
   <translation>从第 {number} 帧</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>seed {seed}</source>
   <translation>种子 {seed}</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Delete the process “{title}”?</source>
   <translation>要删除过程“{title}”吗？</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Compare with the canvas side by side</source>
   <translation>与画布并排比较</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Compare by turns</source>
   <translation>轮流显示比较</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Show a large picture beside the docker while the pointer is over the frames</source>
   <translation>指针在帧上时，在面板旁显示大图</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>The frame at the slider</source>
   <translation>滑块处的帧</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Move through the process</source>
   <translation>在过程中移动</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>How many undo steps lead from the finished painting back to this frame (0 to 999)</source>
   <translation>从完成的画回退多少步到此帧（0 到 999）</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>The frames of the process</source>
   <translation>过程的帧</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Show on the canvas: add the process to the timeline first</source>
   <translation>在画布上显示：请先将过程添加到时间轴</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>The canvas shows the frame at the slider; press to leave it alone</source>
   <translation>画布正显示滑块处的帧；按下则不再变动画布</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Show the frame at the slider on the canvas</source>
   <translation>在画布上显示滑块处的帧</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>{stage} · frame {frame} of {frames}</source>
   <translation>{stage} · 第 {frame} / {frames} 帧</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>Which layers are asked about; those that Pentimento has made never are</source>
   <translation>询问哪些图层；Pentimento 生成的从不计入</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>What Krita's selection says</source>
   <translation>Krita 选区的含义</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>&amp;Layers</source>
   <translation>图层(&amp;L)</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>S&amp;election</source>
   <translation>选区(&amp;E)</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>Selected layers</source>
   <translation>选中的图层</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>All layers</source>
   <translation>所有图层</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>not used</source>
   <translation>不使用</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>start here</source>
   <translation>从这里开始</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>finished area</source>
   <translation>已完成区域</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>All visible</source>
   <translation>所有可见</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>Only the selected ones</source>
   <translation>仅选中的</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>{layers}, selection: {use}</source>
   <translation>{layers}，选区：{use}</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>First marks</source>
   <translation>最初的笔触</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Sketch</source>
   <translation>草图</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>First colours</source>
   <translation>最初的颜色</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Colours and shading</source>
   <translation>颜色与明暗</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Details</source>
   <translation>细节</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Nearly finished</source>
   <translation>接近完成</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>How far along the canvas is</source>
   <translation>画布进展到哪里</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>&amp;How far along is it?</source>
   <translation>进展到哪里了？(&amp;H)</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>&amp;Towards</source>
   <translation>朝向(&amp;T)</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>A picture of the finish; without one, the engine finds a finish by itself</source>
   <translation>完成图；没有时引擎会自己找到结尾</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>No picture</source>
   <translation>无图片</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>A picture of the finish</source>
   <translation>完成图</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>{stage}, operation step {step}</source>
   <translation>{stage}，操作步骤 {step}</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>The selected layer</source>
   <translation>选中的图层</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>A picture file…</source>
   <translation>图片文件…</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Towards: {what}</source>
   <translation>朝向：{what}</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Pictures ({patterns})</source>
   <translation>图片 ({patterns})</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Layer “{title}”</source>
   <translation>图层“{title}”</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>What the picture shows, in a few words</source>
   <translation>用几个词说明画的是什么</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Show engines and options</source>
   <translation>显示引擎和选项</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Start the backend, which knows what there is to choose</source>
   <translation>启动后端，它知道有哪些选择</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>No engine here answers this question yet.</source>
   <translation>还没有引擎能回答这个问题。</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Ask; you can go on painting meanwhile</source>
   <translation>询问；其间您可以继续作画</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>What is to be painted, in a few words</source>
   <translation>用几个词说明要画什么</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>What the picture shows; left empty, the tagger describes it</source>
   <translation>画的是什么；留空则由标签器描述</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>The memory that all frames take on Krita's timeline</source>
   <translation>所有帧在 Krita 时间轴上占用的内存</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Reconstruct process</source>
   <translation>重建过程</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Complete painting</source>
   <translation>续画</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Imagine painting</source>
   <translation>想象一幅画</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Paint what lies between</source>
   <translation>画出中间过程</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>No document is open</source>
   <translation>没有打开的文档</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>{width} x {height} px, {size} MB of frames</source>
   <translation>{width} x {height} px，帧 {size} MB</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Number of frames of the process</source>
   <translation>过程的帧数</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Seed: the same seed gives the same process again</source>
   <translation>种子：相同的种子得到相同的过程</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>&amp;Frames</source>
   <translation>帧(&amp;F)</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>&amp;Seed</source>
   <translation>种子(&amp;S)</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Not locked: every question gets a seed of its own</source>
   <translation>未锁定：每个问题用新的种子</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Locked: every question has this seed</source>
   <translation>已锁定：每个问题都用此种子</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Operation step: 999 is the first mark, 0 the finished canvas</source>
   <translation>操作步骤：999 是第一笔，0 是完成的画布</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Add two or more states of the painting, the earliest first.</source>
   <translation>请添加画的两个或更多状态，最早的在前。</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The states between which to paint, earliest first</source>
   <translation>要在其间绘画的状态，最早的在前</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Add</source>
   <translation>添加</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Add a state of the painting</source>
   <translation>添加画的一个状态</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Earlier</source>
   <translation>更早</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Later</source>
   <translation>更晚</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Leave this state out</source>
   <translation>去掉此状态</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Spread the steps evenly</source>
   <translation>均匀分配步骤</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Step</source>
   <translation>步骤</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The selected layers</source>
   <translation>选中的图层</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The canvas as it is now</source>
   <translation>现在的画布</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The canvas at the current time</source>
   <translation>当前时间的画布</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Painting…</source>
   <translation>正在绘画…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Cancelling…</source>
   <translation>正在取消…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Go back to this document to see the frames</source>
   <translation>回到此文档即可查看帧</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Cancel; the frames painted so far are kept</source>
   <translation>取消；已画的帧会保留</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Reading the canvas…</source>
   <translation>正在读取画布…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Sending the canvas…</source>
   <translation>正在发送画布…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Adding the frames to the timeline…</source>
   <translation>正在将帧添加到时间轴…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Waiting, number {place} in the queue</source>
   <translation>等待中，排在第 {place}</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Frame {frame} of {frames}</source>
   <translation>第 {frame} / {frames} 帧</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>{words}, {time} left</source>
   <translation>{words}，剩余 {time}</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Pentimento: settings</source>
   <translation>Pentimento：设置</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>What is free</source>
   <translation>空闲的部分</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>How much memory of the device models may use</source>
   <translation>模型可以使用多少设备内存</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Where frames take more room, the oldest processes go first</source>
   <translation>帧占用更多空间时，最旧的过程先删除</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Frames are kept here; empty for Pentimento's own folder</source>
   <translation>帧保存在这里；留空则用 Pentimento 自己的文件夹</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Changes of the backend count from its next start on.</source>
   <translation>后端的更改从下次启动起生效。</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Shortcuts…</source>
   <translation>快捷键…</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Krita's own shortcut settings: search for Pentimento there</source>
   <translation>Krita 自己的快捷键设置：请在其中搜索 Pentimento</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Device</source>
   <translation>设备(&amp;D)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Memory it may use</source>
   <translation>可用内存(&amp;M)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Room for frames</source>
   <translation>帧的空间(&amp;R)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Frames are kept in</source>
   <translation>帧保存在(&amp;F)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Language</source>
   <translation>语言(&amp;L)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>The best there is</source>
   <translation>最好的</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>What engines with models work on</source>
   <translation>带模型的引擎在何处运行</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>As Krita</source>
   <translation>与 Krita 相同</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Counts from Krita's next start on</source>
   <translation>从 Krita 下次启动起生效</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>The backend runs on &amp;this computer</source>
   <translation>后端运行在这台电脑上(&amp;T)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>It runs on &amp;another one</source>
   <translation>运行在另一台电脑上(&amp;A)</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>The file connection.json of the other computer, copied to this one</source>
   <translation>另一台电脑的 connection.json 文件，复制到这台电脑</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Choose a folder</source>
   <translation>选择文件夹</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Choose a file</source>
   <translation>选择文件</translation>
  </message>
  <message>
   <location filename="widgets/stage_slider.py" />
   <source>Go to the beginning of “{title}”</source>
   <translation>到“{title}”的开头</translation>
  </message>
  <message>
   <location filename="widgets/stage_slider.py" />
   <source>Stages: {titles}</source>
   <translation>阶段：{titles}</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Show the timeline</source>
   <translation>显示时间轴</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Models that are not here…</source>
   <translation>不在这里的模型…</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Learn a style…</source>
   <translation>学习风格…</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Copy a report</source>
   <translation>复制报告</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Have the backend give up the models it holds between jobs</source>
   <translation>让后端释放任务之间保留的模型</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Add when finished</source>
   <translation>完成后添加</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>S&amp;tart</source>
   <translation>开始(&amp;T)</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>&amp;Keyframe every</source>
   <translation>关键帧间隔(&amp;K)</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>F&amp;rames a second</source>
   <translation>帧/秒(&amp;R)</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>This process has but one; it would give one layer.</source>
   <translation>此过程只有一个；只会得到一个图层。</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Layers for the frames: with one for each stage, or for each layer of the painting, every layer holds what was added there</source>
   <translation>帧的图层：按阶段或按画的图层分开时，每个图层保存那里新增的内容</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Time of the first frame on Krita's timeline</source>
   <translation>第一帧在 Krita 时间轴上的时间</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Frames of the timeline between two keyframes</source>
   <translation>两个关键帧之间的时间轴帧数</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Speed of the clip, where nothing in the document is animated yet</source>
   <translation>文档中还没有动画时的播放速度</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Put every process on the timeline as soon as it is finished</source>
   <translation>过程一完成就放到时间轴</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>One</source>
   <translation>一个</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>One per stage</source>
   <translation>每阶段一个</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>One per layer</source>
   <translation>每图层一个</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Beginning</source>
   <translation>开头</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Current frame</source>
   <translation>当前帧</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>After the end</source>
   <translation>末尾之后</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Put all frames on Krita's timeline once more; what is there stays</source>
   <translation>将所有帧再次放到 Krita 的时间轴；已有内容保留</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>This takes much of the memory that is free. {need}.</source>
   <translation>这会占用大部分空闲内存。{need}。</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Every second frame ({memory})</source>
   <translation>每隔一帧（{memory}）</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Put all frames on Krita's timeline, as layers that one undo takes away again</source>
   <translation>将所有帧作为图层放到 Krita 的时间轴，撤销一次即可去掉</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Show its frames</source>
   <translation>显示它的帧</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Start the backend, which has the frames in its store</source>
   <translation>启动后端，它的存储中有这些帧</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Add to timeline</source>
   <translation>添加到时间轴</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Timeline and document</source>
   <translation>时间轴与文档</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Not now</source>
   <translation>现在不要</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Every {every}th frame ({memory})</source>
   <translation>每 {every} 帧（{memory}）</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Keep the frames in the document</source>
   <translation>在文档中保留帧</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Saves all frames, without loss, in the .kra file: they go where it goes.</source>
   <translation>将所有帧无损保存到 .kra 文件中：随文件一起移动。</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Remove</source>
   <translation>移除</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Take the frames out of the document; layers stay.</source>
   <translation>将帧从文档中取出；图层保留。</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Stop; the document stays as it is</source>
   <translation>停止；文档保持原样</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Adding to the timeline</source>
   <translation>正在添加到时间轴</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Keeping the frames: {percent} %</source>
   <translation>正在保留帧：{percent} %</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Frames kept in the document: {size}</source>
   <translation>文档中保留的帧：{size}</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>ground</source>
   <translation>底色</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>sketch</source>
   <translation>草图</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>line</source>
   <translation>线条</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>flats</source>
   <translation>平涂</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>block-in</source>
   <translation>铺大色</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>shading</source>
   <translation>明暗</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>details</source>
   <translation>细节</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>highlights</source>
   <translation>高光</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>finish</source>
   <translation>完成</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>given</source>
   <translation>已知</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>keyframe</source>
   <translation>关键帧</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>painting</source>
   <translation>绘画</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Processor</source>
   <translation>处理器</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Procedural painter</source>
   <translation>程序化画家</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Medium</source>
   <translation>媒介</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What it is painted with; auto looks at the picture</source>
   <translation>用什么画；auto 会看画面决定</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>auto</source>
   <translation>自动</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>ink and colour</source>
   <translation>墨线与颜色</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>oil</source>
   <translation>油画</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>watercolour</source>
   <translation>水彩</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>pencil</source>
   <translation>铅笔</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Ground</source>
   <translation>底色</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What the painting starts on; auto looks at picture and medium</source>
   <translation>画在什么之上；auto 会看画面和媒介决定</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>white</source>
   <translation>白色</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>paper</source>
   <translation>纸</translation>
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
   <translation>画笔大小</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Width of the brushes, relative to the usual</source>
   <translation>画笔宽度，相对于常用值</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for sketch</source>
   <translation>草图时间</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for sketch, relative to the usual; 0 leaves it out</source>
   <translation>草图时间，相对于常用值；0 表示省略</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for line</source>
   <translation>线条时间</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for line, relative to the usual; 0 leaves it out</source>
   <translation>线条时间，相对于常用值；0 表示省略</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for colour</source>
   <translation>上色时间</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for colour, relative to the usual; 0 leaves it out</source>
   <translation>上色时间，相对于常用值；0 表示省略</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for shading</source>
   <translation>明暗时间</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for shading, relative to the usual; 0 leaves it out</source>
   <translation>明暗时间，相对于常用值；0 表示省略</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for details</source>
   <translation>细节时间</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for details, relative to the usual; 0 leaves it out</source>
   <translation>细节时间，相对于常用值；0 表示省略</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Follow my layers</source>
   <translation>按照我的图层</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paint the document's layers one by one where it has several</source>
   <translation>文档有多个图层时逐层绘画</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keep the strokes</source>
   <translation>保留笔触</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keep the list of strokes, so that it can be exported</source>
   <translation>保留笔触列表，以便导出</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paints-UNDO (diffusion)</source>
   <translation>Paints-UNDO（扩散模型）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Prompt</source>
   <translation>提示词</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Avoid</source>
   <translation>避免</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What keyframes should not look like</source>
   <translation>关键帧不应呈现的样子</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keyframes at</source>
   <translation>关键帧位置</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Operation steps painted as keyframes, 1 (nearly done) to 999 (first mark)</source>
   <translation>作为关键帧绘制的操作步骤，1（接近完成）到 999（第一笔）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paint between keyframes</source>
   <translation>绘制关键帧之间</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paint what lies between keyframes; without, every frame is a keyframe</source>
   <translation>绘制关键帧之间的内容；否则每一帧都是关键帧</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Between keyframes</source>
   <translation>关键帧之间</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What the frames between keyframes show, in a few words</source>
   <translation>关键帧之间的帧显示什么，用几个词说明</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size of keyframes</source>
   <translation>关键帧尺寸</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Long side of keyframes in pixels, in multiples of 64</source>
   <translation>关键帧长边（像素，64 的倍数）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps of a keyframe</source>
   <translation>关键帧步数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps of a keyframe: fewer are faster and rougher</source>
   <translation>关键帧的采样步数：越少越快越粗略</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keyframes follow the prompt</source>
   <translation>关键帧遵循提示词</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How closely keyframes follow their prompt; 1 leaves the negative one out</source>
   <translation>关键帧遵循提示词的程度；1 表示忽略要避免的内容</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size between keyframes</source>
   <translation>关键帧之间的尺寸</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size of frames between keyframes; the model knows 512, less is quicker</source>
   <translation>关键帧之间各帧的尺寸；模型学的是 512，越小越快</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps between keyframes</source>
   <translation>关键帧之间的步数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps of the frames between keyframes</source>
   <translation>关键帧之间各帧的采样步数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Follow the keyframes</source>
   <translation>遵循关键帧</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How closely the frames between follow the keyframes</source>
   <translation>中间各帧遵循关键帧的程度</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Look at other frames</source>
   <translation>参照其他帧</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Which other frames each frame looks at; steadier, a little slower</source>
   <translation>每一帧参照哪些其他帧；更稳定，稍慢</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>off</source>
   <translation>关闭</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>previous</source>
   <translation>上一帧</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>first</source>
   <translation>第一帧</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>roll</source>
   <translation>轮流</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Clean last step</source>
   <translation>干净的最后一步</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Leave out the noise that the published sampler ends with</source>
   <translation>省去公开采样器最后加入的噪声</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Memory to use</source>
   <translation>可用内存</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Memory of the device that may be used, in GB; 0 for what is free</source>
   <translation>可以使用的设备内存（GB）；0 表示空闲的部分</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>ProcessPainter (diffusion)</source>
   <translation>ProcessPainter（扩散模型）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What is painted, in words; left empty, the tagger describes the canvas</source>
   <translation>画什么；留空则由标签器描述画布</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What the painting should not look like</source>
   <translation>画不应呈现的样子</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Style</source>
   <translation>风格</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How the painter works; 'own' takes the files named below</source>
   <translation>画家的作画方式；“own”使用下面的文件</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>character</source>
   <translation>角色</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>speedpainting</source>
   <translation>速涂</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style1</source>
   <translation>风格 1</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style2</source>
   <translation>风格 2</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style3</source>
   <translation>风格 3</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style4</source>
   <translation>风格 4</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>own</source>
   <translation>自有</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Your LoRA files</source>
   <translation>您的 LoRA 文件</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Your LoRA files with their weights: a.safetensors:0.8; b.safetensors</source>
   <translation>您的 LoRA 文件及其权重：a.safetensors:0.8; b.safetensors</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Show how it could have come so far</source>
   <translation>显示之前可能的过程</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>A canvas that is completed also gets a way that leads to it</source>
   <translation>续画的画布也会得到一段通向它的过程</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>At most 20 steps, of a sampler that needs fewer</source>
   <translation>最多 20 步，使用需要较少步数的采样器</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps</source>
   <translation>采样步数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps: fewer are faster and rougher</source>
   <translation>采样步数：越少越快越粗略</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Follow the prompt</source>
   <translation>遵循提示词</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How closely the prompt is followed; 1 leaves the negative one out</source>
   <translation>遵循提示词的程度；1 表示忽略要避免的内容</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Hold given canvases</source>
   <translation>保持给定画布</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Given canvases set the first noise (published) or every step (paper)</source>
   <translation>给定画布决定最初的噪声（published）或每一步（paper）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>published</source>
   <translation>公开版</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps back to noise</source>
   <translation>回到噪声的步数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps from given canvases back to noise, in the published form</source>
   <translation>从给定画布回到噪声的步数（公开版的方式）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size to paint at</source>
   <translation>绘画尺寸</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Long side of the model's pictures in pixels, in multiples of 64</source>
   <translation>模型图片的长边（像素，64 的倍数）</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Many frames</source>
   <translation>大量帧</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>More frames than a window: by windows that overlap, or between key frames</source>
   <translation>帧数超过窗口时：用重叠的窗口，或在关键帧之间绘制</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>windows</source>
   <translation>窗口</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>in-betweens</source>
   <translation>中间帧</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Frames painted together</source>
   <translation>一起绘制的帧数</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Frames painted together; the published models were taught 8</source>
   <translation>一起绘制的帧数；公开的模型学的是 8</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Domain adapter</source>
   <translation>域适配器</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How strongly the domain adapter acts, where it takes part</source>
   <translation>域适配器参与时的作用强度</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Picture model of your own</source>
   <translation>自己的图像模型</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>A model made from Stable Diffusion 1.5 to paint with: a file or folder</source>
   <translation>用于绘画的、由 Stable Diffusion 1.5 制成的模型：文件或文件夹</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Motion module of your own</source>
   <translation>自己的运动模块</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>The file of a motion module of your own, for the style 'own'</source>
   <translation>用于风格“own”的运动模块文件</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Made for</source>
   <translation>适用于</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Which program the files of the style 'own' were made for</source>
   <translation>风格“own”的文件是为哪个程序制作的</translation>
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
   <translation>自己的参考网络</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>The file of a reference network of your own, for the style 'own'</source>
   <translation>用于风格“own”的参考网络文件</translation>
  </message>
 </context>
</TS>
