namespace System.Management.Automation;

public class ProgressRecord
{
    public ProgressRecord(int activityId, string activity, string statusDescription)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(activityId);
        ArgumentException.ThrowIfNullOrEmpty(activity);
        ArgumentException.ThrowIfNullOrEmpty(statusDescription);
        ActivityId = activityId;
        Activity = activity;
        StatusDescription = statusDescription;
    }

    public int ActivityId { get; }

    public int ParentActivityId { get; set; } = -1;

    public string Activity
    {
        get;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            field = value;
        }
    }

    public string StatusDescription
    {
        get;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            field = value;
        }
    }

    public string? CurrentOperation { get; set; }

    public int PercentComplete
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
            field = value;
        }
    } = -1;

    public int SecondsRemaining { get; set; } = -1;

    public ProgressRecordType RecordType { get; set; }

    // The engine hands the host a copy, so that a record may be reused.
    internal ProgressRecord Copy() => (ProgressRecord)MemberwiseClone();
}
