using System.Management.Automation;

namespace PowerShellDouble;

internal sealed partial class PipelineRuntime
{
    private ConfirmAnswer? _forAll;

    public bool ShouldProcess(string target) => ShouldProcess(target, _invocation.MyCommand.Name);

    public bool ShouldProcess(string target, string action) =>
        Question(target, action, $"Performing the operation \"{action}\" on target \"{target}\".", warning: null, out _);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) =>
        Question(target: null, action: null, verboseDescription, verboseWarning, out _);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason) =>
        Question(target: null, action: null, verboseDescription, verboseWarning, out shouldProcessReason);

    public bool ShouldContinue(string query, string caption)
    {
        ThrowIfStopping();
        ThrowIfNotPermitted();
        var answer = Ask(query) is ConfirmAnswer.Yes or ConfirmAnswer.YesToAll;
        Result.ShouldContinueQuestions.Add(new ShouldContinueQuestion(query, caption, answer));
        return answer;
    }

    public bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll) =>
        ShouldContinue(query, caption, hasSecurityImpact: false, ref yesToAll, ref noToAll);

    public bool ShouldContinue(string query, string caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll)
    {
        ThrowIfStopping();
        ThrowIfNotPermitted();
        if (yesToAll || noToAll)
            return !noToAll;
        var answer = Ask(query);
        yesToAll = answer == ConfirmAnswer.YesToAll;
        noToAll = answer == ConfirmAnswer.NoToAll;
        var yes = answer is ConfirmAnswer.Yes or ConfirmAnswer.YesToAll;
        Result.ShouldContinueQuestions.Add(new ShouldContinueQuestion(query, caption, yes));
        return yes;
    }

    private bool Question(string? target, string? action, string description, string? warning, out ShouldProcessReason reason)
    {
        ThrowIfStopping();
        ThrowIfNotPermitted();
        reason = ShouldProcessReason.None;
        var asked = false;
        bool answer;
        if (_forAll is not null)
        {
            answer = _forAll == ConfirmAnswer.YesToAll;
        }
        else if (_common.WhatIf)
        {
            reason = ShouldProcessReason.WhatIf;
            answer = false;
            _session.Host.UI.WriteLine("What if: " + description);
        }
        else if (_common.MustAsk)
        {
            asked = true;
            var given = Ask(description);
            answer = given is ConfirmAnswer.Yes or ConfirmAnswer.YesToAll;
            if (given is ConfirmAnswer.YesToAll or ConfirmAnswer.NoToAll)
                _forAll = given;
        }
        else
        {
            answer = true;
            if (_common.Verbose)
                WriteVerbose(description);
        }

        Result.ShouldProcessQuestions.Add(new ShouldProcessQuestion(target, action, description, warning, asked, answer));
        return answer;
    }

    private ConfirmAnswer Ask(string question) => _session.ConfirmAnswers.TryDequeue(out var answer)
        ? answer
        : throw DoubleHostUI.NonInteractive("no answer was prepared for: " + question);
}
