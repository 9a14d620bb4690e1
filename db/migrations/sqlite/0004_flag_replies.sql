CREATE TABLE `flag_replies` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`programme_id` text NOT NULL,
	`region_code` text NOT NULL,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`flag_class` text NOT NULL,
	`as_of_year` integer NOT NULL,
	`run_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`done_by` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`reason` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`sent_at` integer,
	`decided_at` integer,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `flag_replies_flag_idx` ON `flag_replies` (`programme_id`,`flag_class`,`as_of_year`);--> statement-breakpoint
CREATE INDEX `flag_replies_school_idx` ON `flag_replies` (`school_id`,`id`);--> statement-breakpoint
CREATE INDEX `flag_replies_major_idx` ON `flag_replies` (`major_code`,`flag_class`,`id`);--> statement-breakpoint
CREATE TABLE `flag_reply_events` (
	`id` text PRIMARY KEY NOT NULL,
	`reply_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`done_by` text,
	`reason` text,
	FOREIGN KEY (`reply_id`) REFERENCES `flag_replies`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `flag_reply_events_reply_idx` ON `flag_reply_events` (`reply_id`,`id`);